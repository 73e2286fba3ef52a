using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>GroupNorm → GroupNormalization of operator set 21, whose scale and bias count per channel.</summary>
internal static class GroupNormHandler
{
    public static string Add(GraphBuilder graph, GroupNorm norm, string name, string input)
    {
        using var scope = NewDisposeScope();
        graph.Requires(21);
        var channels = graph.Shapes.InputOf(norm, name)[1];
        string[] inputs = [input, graph.Constant($"{name}.weight", norm.weight ?? ones(channels)), graph.Constant(
            $"{name}.bias", norm.bias ?? zeros(channels))];
        return graph.Node("GroupNormalization", name, inputs, GraphBuilder.Int("num_groups", norm.num_groups), GraphBuilder.Float("epsilon", norm.eps));
    }
}
