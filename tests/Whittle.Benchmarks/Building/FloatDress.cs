namespace Whittle.Benchmarks.Building;

/// <summary>Writes a net with float weights.</summary>
internal static class FloatDress
{
    /// <param name="net">The net.</param>
    /// <param name="batch">Samples a run.</param>
    /// <param name="everything">Whether every layer's result is an output, for calibration.</param>
    public static byte[] Write(Net net, int batch = 1, bool everything = false)
    {
        var graph = new GraphWriter(net, batch);
        foreach (var layer in net.Layers)
        {
            string[] inputs = layer.Weights is { } weights ? [.. layer.Inputs, .. Weights(graph, layer.Name, weights)] : [.. layer.Inputs];
            var result = graph.Node(layer.Operator, layer.Relu ? $"{layer.Name}_linear" : layer.Name, inputs, layer.Attributes);
            if (layer.Relu)
            {
                graph.Node("Relu", layer.Name, [result]);
            }

            if (everything || layer == net.Output)
            {
                graph.Output(layer.Name, layer.Output.Dimensions(batch));
            }
        }

        return graph.ToBytes();
    }

    private static string[] Weights(GraphWriter graph, string layer, LayerWeights weights) =>
    [
        graph.Floats($"{layer}.weight", weights.Dimensions, weights.ToFloats()),
        graph.Floats($"{layer}.bias", [weights.Outputs], weights.Bias),
    ];
}
