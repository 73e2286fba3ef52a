using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>PReLU → PRelu, the slopes shaped so that they count along dimension 1.</summary>
internal static class PReluHandler
{
    public static string Add(GraphBuilder graph, PReLU module, string name, string input)
    {
        using var scope = NewDisposeScope();
        var rank = graph.Shapes.InputOf(module, name).Length;
        var slopes = module.weight.numel() == 1 ? module.weight.reshape(1) : module.weight.reshape([-1, .. Enumerable.Repeat(1L, Math.Max(0, rank - 2))]);
        return graph.Node("PRelu", name, [input, graph.Constant($"{name}.slope", slopes)]);
    }
}
