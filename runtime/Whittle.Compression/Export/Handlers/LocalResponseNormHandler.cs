using TorchSharp.Modules;

namespace Whittle.Compression.Export.Handlers;

/// <summary>LocalResponseNorm → LRN.</summary>
internal static class LocalResponseNormHandler
{
    public static string Add(GraphBuilder graph, LocalResponseNorm norm, string name, string input) => graph.Node(
        "LRN", name, [input],
        GraphBuilder.Int("size", norm.size),
        GraphBuilder.Float("alpha", norm.alpha),
        GraphBuilder.Float("beta", norm.beta),
        GraphBuilder.Float("bias", norm.k));
}
