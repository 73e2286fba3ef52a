using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The mean of each window, over its real elements or (count_include_pad) over padding too.</summary>
internal sealed class AveragePool : WindowPool
{
    public override string Name => "AveragePool";

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => ReferencePool.Average(node, inputs[0]!);

    /// <summary>Until opset 22, windows whose taps are apart counted all of them, also past the padding (so the definition's cases; ONNX Runtime does as
    /// since).</summary>
    public static bool CountsAll(Node node) =>
        node.Opset < 22
            && node.Attributes.Flag("count_include_pad", false)
            && node.Attributes.Longs("dilations") is { } dilations
            && dilations.Any(d => d != 1);

    protected override Argument[] Further(LoweringContext context, ConvolutionGeometry geometry) =>
    [
        new("padsAfter", CountsAll(context.Node) ? [.. geometry.Kernel.Select((taps, d) => taps * geometry.Dilations[d])] : geometry.PadsAfter),
        new("countIncludePad", context.Attributes.Flag("count_include_pad", false)),
    ];
}
