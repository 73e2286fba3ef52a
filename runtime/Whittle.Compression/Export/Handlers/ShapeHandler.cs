using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Modules that only move values. Bytes stay bytes of the same scale.</summary>
internal static class ShapeHandler
{
    public static string Add(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        Flatten { start_dim: 1, end_dim: -1 } => Keep(graph, input, graph.Node("Flatten", name, [input], GraphBuilder.Int("axis", 1))),
        Flatten or Unflatten => Keep(graph, input, graph.Node("Reshape", name, [input, graph.Integers($"{name}.shape", graph.Shapes.OutputOf(module, name))])),
        _ => input,
    };

    private static string Keep(GraphBuilder graph, string input, string output) =>
        graph.Scales.TryGetValue(input, out var scale) ? graph.RoundTrip(output, scale) : output;
}
