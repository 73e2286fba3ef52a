using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The greatest element of each window, and where it lies; padding never wins.</summary>
internal sealed class MaxPool : WindowPool
{
    public override string Name => "MaxPool";

    public override int Outputs => 2;

    protected override ElementType[] Types => [ElementType.Float32, ElementType.Float64, ElementType.UInt8, ElementType.Int8];

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => ReferencePool.Maximum(node, inputs[0]!);

    public override void Infer(InferenceContext context)
    {
        base.Infer(context);
        context.SetOutput(1, ElementType.Int64, context.Node.Output.Shape);
    }

    protected override Argument[] Further(LoweringContext context, ConvolutionGeometry geometry) => !context.Wants(1) ? [] :
    [
        new("outputIndices", context.Output(1)),
        new("columnMajor", context.Attributes.Flag("storage_order", false)),
    ];
}
