using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>BatchNorm in evaluation → BatchNormalization.</summary>
internal static class BatchNormHandler
{
    public static string Add(GraphBuilder graph, BatchNorm norm, string name, string input)
    {
        if (norm.running_mean is not { } mean || norm.running_var is not { } variance)
        {
            throw new CompressionException($"'{name}' tracks no running statistics, so it depends on the batch and has no ONNX form.");
        }

        using var scope = NewDisposeScope();
        string[] inputs =
        [
            input,
            graph.Constant($"{name}.weight", norm.weight ?? ones_like(mean)),
            graph.Constant($"{name}.bias", norm.bias ?? zeros_like(mean)),
            graph.Constant($"{name}.running_mean", mean),
            graph.Constant($"{name}.running_var", variance),
        ];
        return graph.Node("BatchNormalization", name, inputs, GraphBuilder.Float("epsilon", norm.eps));
    }
}
