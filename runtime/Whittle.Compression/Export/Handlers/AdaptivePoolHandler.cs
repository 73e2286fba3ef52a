using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Pools to a size → a global pool, or a pool of equal windows where the size divides the input's.</summary>
internal static class AdaptivePoolHandler
{
    public static string Add(GraphBuilder graph, nn.Module module, string name, string input)
    {
        var average = module is AdaptiveAvgPool1d or AdaptiveAvgPool2d or AdaptiveAvgPool3d;
        var (from, to) = (graph.Shapes.InputOf(module, name)[2..], graph.Shapes.OutputOf(module, name)[2..]);
        if (to.All(size => size == 1))
        {
            return graph.Node(average ? "GlobalAveragePool" : "GlobalMaxPool", name, [input]);
        }

        if (from.Zip(to).Any(pair => pair.First % pair.Second != 0))
        {
            throw new CompressionException(
                $"'{name}' pools {string.Join('×', from)} to {string.Join('×', to)}, whose windows differ in size; ONNX has no operator for that. Choose a "
                    + "size that divides the input's.");
        }

        long[] windows = [.. from.Zip(to, (size, count) => size / count)];
        return graph.Node(
            average ? "AveragePool" : "MaxPool", name, [input], GraphBuilder.Ints("kernel_shape", windows), GraphBuilder.Ints("strides", windows));
    }
}
