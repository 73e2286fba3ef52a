using TorchSharp.Modules;

namespace Whittle.Compression.Export.Handlers;

/// <summary>ConvTranspose1d, 2d and 3d → ConvTranspose with the weights [inputs, outputs / groups, kernel…] as they are, in float.</summary>
internal static class TransposedConvolutionHandler
{
    public static string Add(GraphBuilder graph, Convolution convolution, string name, string input)
    {
        List<string> inputs = [input, graph.Constant($"{name}.weight", convolution.weight)];
        if (convolution.bias is { } bias)
        {
            inputs.Add(graph.Constant($"{name}.bias", bias));
        }

        var kernel = convolution.weight.shape[2..];
        var pads = ConvolutionHandler.Spread(convolution.padding ?? [0], kernel.Length);
        var (strides, dilations) = (ConvolutionHandler.Spread(convolution.stride, kernel.Length), ConvolutionHandler.Spread(
            convolution.dilation, kernel.Length));

        // TorchSharp 0.107 pads the output of every dimension as the first, so the sizes say what it really did.
        var (from, to) = (graph.Shapes.InputOf(convolution, name), graph.Shapes.OutputOf(convolution, name));
        var extra = kernel.Select((size, i) => to[i + 2] - ((from[i + 2] - 1) * strides[i]) + (2 * pads[i]) - (dilations[i] * (size - 1)) - 1);
        return graph.Node(
            "ConvTranspose", name, inputs,
            GraphBuilder.Ints("kernel_shape", kernel),
            GraphBuilder.Ints("strides", strides),
            GraphBuilder.Ints("dilations", dilations),
            GraphBuilder.Ints("pads", [.. pads, .. pads]),
            GraphBuilder.Ints("output_padding", [.. extra]),
            GraphBuilder.Int("group", convolution.groups));
    }
}
