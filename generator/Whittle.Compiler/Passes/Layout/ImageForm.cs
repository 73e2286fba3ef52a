using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Pooling;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>Which convolutions and pools have a channels-last form: one or two spatial dimensions, stored weights, and a type that its kernels know.</summary>
internal static class ImageForm
{
    public static bool Exists(Node node) => node.OperatorType switch
    {
        "Conv" => IsImage(node) && node.Output.KnownType.Element == ElementType.Float32 && AreStored(node, 1, 2),
        "ConvInteger" => IsImage(node) && AreStored(node, 1, 3),
        "QLinearConv" => IsImage(node) && AreStored(node, 1, 2, 3, 4, 5, 6, 7, 8),
        "MaxPool" => IsImage(node) && node.Output.KnownType.Element != ElementType.Float64 && (node.Outputs.Count == 1 || node.Outputs[1] is null),
        "AveragePool" => IsImage(node) && node.Output.KnownType.Element == ElementType.Float32 && !AveragePool.CountsAll(node),
        "LpPool" => IsImage(node) && node.Output.KnownType.Element == ElementType.Float32 && node.Attributes.Int("p", 2) is >= 1 and <= 4,
        _ => true,
    };

    private static bool IsImage(Node node) => node.Input(0).Shape.Rank is 3 or 4;

    private static bool AreStored(Node node, params int[] operands) => operands.All(i => node.InputOrNull(i) is null or { IsConstant: true });
}
