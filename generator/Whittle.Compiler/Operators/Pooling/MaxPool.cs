using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The greatest element of each window; padding never wins.</summary>
internal sealed class MaxPool : WindowPool
{
    public override string Name => "MaxPool";

    public override int Outputs => 2;

    protected override ElementType[] Types => [ElementType.Float32, ElementType.UInt8, ElementType.Int8];

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => ReferencePool.Maximum(node, inputs[0]!);

    public override void Infer(InferenceContext context)
    {
        if (context.Node.Outputs.Count > 1 && context.Node.Outputs[1] is not null)
        {
            throw context.Unsupported("its indices are asked for", "Export the model without them.");
        }

        base.Infer(context);
    }
}
