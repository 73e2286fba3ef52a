using TorchSharp.Modules;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Embedding → Gather of rows.</summary>
internal static class EmbeddingHandler
{
    public static string Add(GraphBuilder graph, Embedding embedding, string name, string input) =>
        graph.Node("Gather", name, [graph.Constant($"{name}.weight", embedding.weight!), input]);
}
