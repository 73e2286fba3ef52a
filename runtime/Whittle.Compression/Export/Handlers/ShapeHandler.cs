using TorchSharp.Modules;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Modules that only move values. Bytes stay bytes of the same scale.</summary>
internal static class ShapeHandler
{
    public static string Add(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        Flatten { start_dim: 1, end_dim: -1 } => Keep(graph, input, graph.Node("Flatten", name, [input], GraphBuilder.Int("axis", 1))),
        Flatten => throw new CompressionException($"'{name}' flattens other dimensions than all behind the batch; only Flatten(1, -1) can be exported."),
        Unflatten { dim: 1 } unflatten => Keep(graph, input, Reshape(graph, unflatten, name, input)),
        Unflatten => throw new CompressionException($"'{name}' unflattens another dimension than 1."),
        _ => input,
    };

    private static string Keep(GraphBuilder graph, string input, string output) =>
        graph.Scales.TryGetValue(input, out var scale) ? graph.RoundTrip(output, scale) : output;

    private static string Reshape(GraphBuilder graph, Unflatten unflatten, string name, string input)
    {
        long[] shape = [0, .. unflatten.unflattened_size];
        return graph.Node("Reshape", name, [input, graph.Constant(OnnxTensor.FromInt64s($"{name}.shape", [shape.Length], shape))]);
    }
}
