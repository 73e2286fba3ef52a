using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>A BatchNormalization that the passes left behind a layer, and why it could not go into the layer's weights.</summary>
internal sealed class UnfoldedNormalization : IModelFact
{
    public IEnumerable<PlanFact> Find(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Is("BatchNormalization") && Layer(node.Input(0)) is { } found)
            {
                yield return new PlanFact(FactKinds.UnfoldedNormalization, node.Name, ("layer", found.Layer.Name), ("cause", Cause(found.Layer, found.Between)));
            }
        }
    }

    /// <summary>The layer that computes the value, with what stands between; null when it comes from elsewhere.</summary>
    private static (Node Layer, List<Node> Between)? Layer(Value value)
    {
        var between = new List<Node>();
        for (var producer = value.Producer; producer is not null; producer = producer.Input(0).Producer)
        {
            if (producer.OperatorType is "Conv" or "FullyConnected" or "FullyConnectedDynamic" or "QLinearConv" or "QLinearFullyConnected" or "ConvInteger" or "FullyConnectedInteger")
            {
                return (producer, between);
            }

            if (producer.OperatorType is not ("Transpose" or "QuantizeLinear" or "DequantizeLinear" or "Reshape"))
            {
                return null;
            }

            between.Add(producer);
        }

        return null;
    }

    private static string Cause(Node layer, List<Node> between) =>
        between.Exists(node => node.OperatorType is "QuantizeLinear" or "DequantizeLinear") || layer.OperatorType is not ("Conv" or "FullyConnected")
            ? "the layer was quantized before the normalization was folded"
            : between.Exists(node => node.OperatorType == "Reshape")
                ? "a Reshape stands between the two"
            : layer.Output.Consumers.Count > 1 || between.Exists(node => node.Output.Consumers.Count > 1)
                ? "the layer's result is read elsewhere, too"
                : "its statistics, or the layer's weights, are computed at run time";
}
