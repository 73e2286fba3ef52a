using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>DequantizeLinear … → Concat → QuantizeLinear becomes QLinearConcat.</summary>
internal sealed class QdqConcat : NodePass
{
    public override string Name => "quantized concatenation";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Concat") || Requantized.Match(node) is not { } result)
        {
            return false;
        }

        var parts = node.Inputs.Select(Dequantized.MatchActivation).ToArray();
        if (parts.Any(part => part is null || part.Type != result.Type))
        {
            return false;
        }

        var inputs = new List<Value?> { result.Scale, result.ZeroPoint(graph) };
        foreach (var part in parts)
        {
            inputs.AddRange([part!.Stored, part.Scale, part.ZeroPoint(graph)]);
        }

        graph.Replace(result.Node, graph.Create(node, "QLinearConcat", OperatorTable.MicrosoftDomain, [.. inputs], node.Attributes.Clone()));
        return true;
    }
}
