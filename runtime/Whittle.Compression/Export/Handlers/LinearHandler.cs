using TorchSharp.Modules;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Linear → Gemm with the weights [outputs, inputs] as they are; of more than two dimensions → MatMul and Add.</summary>
internal static class LinearHandler
{
    public static string Add(GraphBuilder graph, Linear linear, string name, string input)
    {
        if (graph.Options.DynamicActivations)
        {
            return DynamicHandler.Add(graph, linear, name, input);
        }

        var weight = WeightWriter.Weight(graph, name, linear.weight);
        if (graph.Shapes.RankOf(linear) is > 2)
        {
            return Stack(graph, linear, name, input, graph.Node("Transpose", $"{name}.weight_transposed", [weight], GraphBuilder.Ints("perm", 1, 0)));
        }

        List<string> inputs = [input, weight];
        if (linear.bias is { } bias)
        {
            inputs.Add(WeightWriter.Bias(graph, name, bias, linear.weight, input));
        }

        return graph.Node("Gemm", name, inputs, GraphBuilder.Int("transB", 1));
    }

    private static string Stack(GraphBuilder graph, Linear linear, string name, string input, string weight) => linear.bias is { } bias
        ? graph.Node("Add", name, [graph.Node("MatMul", $"{name}.product", [input, weight]), graph.Constant($"{name}.bias", bias)])
        : graph.Node("MatMul", name, [input, weight]);
}
