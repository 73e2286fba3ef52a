using TorchSharp.Modules;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Linear → Gemm with the weights [outputs, inputs] as they are.</summary>
internal static class LinearHandler
{
    public static string Add(GraphBuilder graph, Linear linear, string name, string input)
    {
        List<string> inputs = [input, WeightWriter.Weight(graph, name, linear.weight)];
        if (linear.bias is { } bias)
        {
            inputs.Add(WeightWriter.Bias(graph, name, bias, linear.weight, input));
        }

        return graph.Node("Gemm", name, inputs, GraphBuilder.Int("transB", 1));
    }
}
