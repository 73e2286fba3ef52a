using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>LayerNorm → LayerNormalization over the last dimensions.</summary>
internal static class LayerNormHandler
{
    public static string Add(GraphBuilder graph, LayerNorm norm, string name, string input)
    {
        using var scope = NewDisposeScope();
        graph.Requires(17);
        List<string> inputs = [input, graph.Constant($"{name}.weight", norm.weight ?? ones(norm.normalized_shape))];
        if (norm.bias is { } bias)
        {
            inputs.Add(graph.Constant($"{name}.bias", bias));
        }

        return graph.Node("LayerNormalization", name, inputs, GraphBuilder.Int("axis", -norm.normalized_shape.Length), GraphBuilder.Float("epsilon", norm.eps));
    }
}
