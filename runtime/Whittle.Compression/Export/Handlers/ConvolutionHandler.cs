using TorchSharp;
using TorchSharp.Modules;
using Whittle.Onnx;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Conv1d, Conv2d, Conv3d → Conv.</summary>
internal static class ConvolutionHandler
{
    public static string Add(GraphBuilder graph, Convolution convolution, string name, string input)
    {
        if (convolution.padding_mode != PaddingModes.Zeros)
        {
            throw new CompressionException($"'{name}' pads with {convolution.padding_mode}; only zeros can be exported.");
        }

        var kernel = convolution.weight.shape[2..];
        OnnxAttribute[] attributes =
        [
            GraphBuilder.Ints("kernel_shape", kernel),
            GraphBuilder.Ints("strides", Spread(convolution.stride, kernel.Length)),
            GraphBuilder.Ints("dilations", Spread(convolution.dilation, kernel.Length)),
            GraphBuilder.Ints("pads", Pads(convolution, kernel)),
            GraphBuilder.Int("group", convolution.groups),
        ];
        if (graph.Options.DynamicActivations)
        {
            return DynamicHandler.Add(graph, convolution, name, input, attributes);
        }

        List<string> inputs = [input, WeightWriter.Weight(graph, name, convolution.weight)];
        if (convolution.bias is { } bias)
        {
            inputs.Add(WeightWriter.Bias(graph, name, bias, convolution.weight, input));
        }

        return graph.Node("Conv", name, inputs, attributes);
    }

    internal static long[] Spread(long[] values, int dimensions) => values.Length == dimensions ? values : [.. Enumerable.Repeat(values[0], dimensions)];

    // "Same" puts the odd one at the end, as torch does.
    private static long[] Pads(Convolution convolution, long[] kernel)
    {
        if (convolution.padding_type != Padding.Same)
        {
            var pads = convolution.padding_type == Padding.Valid ? new long[kernel.Length] : Spread(convolution.padding ?? [0], kernel.Length);
            return [.. pads, .. pads];
        }

        var total = kernel.Zip(Spread(convolution.dilation, kernel.Length), (size, dilation) => (size - 1) * dilation).ToArray();
        return [.. total.Select(size => size / 2), .. total.Select(size => size - (size / 2))];
    }
}
