using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>
/// DequantizeLinear → movement becomes movement → DequantizeLinear, so that data moves as bytes and the pairs around it meet. Exact: these operators pick
/// elements (MaxPool the greatest, which stays the greatest under a positive scale).
/// </summary>
internal sealed class DequantizeSinking : NodePass
{
    private static readonly HashSet<string> Movements = new(StringComparer.Ordinal)
    {
        "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Slice", "Gather", "Expand", "Tile", "MaxPool", "GlobalMaxPool",
    };

    public override string Name => "dequantize sinking";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.Domain.Length != 0 || !Moves(node) || Dequantized.MatchActivation(node.InputOrNull(0)) is not { } data || data.Parameters.Scale <= 0)
        {
            return false;
        }

        if (data.Stored.IsConstant || node.Inputs.Skip(1).Any(input => input is { IsConstant: false }))
        {
            return false;
        }

        var moved = graph.Insert(node, node, node.OperatorType, "", [data.Stored, .. node.Inputs.Skip(1)], node.Attributes.Clone());
        var floats = graph.Insert(node, data.Node, "DequantizeLinear", "", [moved, .. data.Node.Inputs.Skip(1)], data.Node.Attributes.Clone());
        graph.Bypass(node, floats);
        return true;
    }

    /// <summary>Resize picks elements as long as it does not interpolate.</summary>
    private static bool Moves(Node node) =>
        Movements.Contains(node.OperatorType) || (node.OperatorType == "Resize" && node.Attributes.String("mode", "nearest") == "nearest");
}
