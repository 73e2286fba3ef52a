using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>DequantizeLinear → Pad with zeros becomes Pad with the zero point → DequantizeLinear: the zero point is exactly zero.</summary>
internal sealed class PadSinking : NodePass
{
    public override string Name => "pad sinking";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Pad") || node.Opset < 11 || Dequantized.MatchActivation(node.InputOrNull(0)) is not { } data || data.Stored.IsConstant)
        {
            return false;
        }

        var constant = node.Attributes.String("mode", "constant") == "constant";
        if (node.InputOrNull(2) is { } given && constant && (given.Constant is null || given.Constant.ToDoubles()[0] != 0))
        {
            return false;
        }

        Value?[] inputs = [data.Stored, node.Input(1), data.ZeroPoint(graph), .. node.Inputs.Skip(3)];
        var padded = graph.Insert(node, node, "Pad", "", inputs, node.Attributes.Clone());
        graph.Bypass(node, graph.Insert(node, data.Node, "DequantizeLinear", "", [padded, .. data.Node.Inputs.Skip(1)], data.Node.Attributes.Clone()));
        return true;
    }
}
