using TorchSharp.Modules;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>MaxPool and AveragePool. A max pool of bytes gives bytes of the same scale.</summary>
internal static class PoolHandler
{
    public static string Add(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        MaxPool1d pool => Max(graph, name, input, [pool.kernel_size], List(pool.stride), List(pool.padding), List(pool.dilation), pool.ceil_mode, 1),
        MaxPool2d pool => Max(graph, name, input, pool.kernel_size, pool.stride, pool.padding, pool.dilation, pool.ceil_mode, 2),
        MaxPool3d pool => Max(graph, name, input, pool.kernel_size, pool.stride, pool.padding, pool.dilation, pool.ceil_mode, 3),
        AvgPool1d pool =>
            Average(graph, name, input, Window([pool.kernel_size], List(pool.stride), List(pool.padding), pool.ceil_mode, 1), pool.count_include_pad),
        AvgPool2d { divisor_override: null } pool =>
            Average(graph, name, input, Window(pool.kernel_size, pool.stride, pool.padding, pool.ceil_mode, 2), pool.count_include_pad),
        AvgPool3d { divisor_override: null } pool =>
            Average(graph, name, input, Window(pool.kernel_size, pool.stride, pool.padding, pool.ceil_mode, 3), pool.count_include_pad),
        _ => throw new CompressionException($"'{name}' overrides the divisor of its averages, which ONNX cannot say."),
    };

    private static string Max(
        GraphBuilder graph, string name, string input, long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceiling, int dimensions)
    {
        var output = graph.Node(
            "MaxPool", name, [input], [.. Window(kernel, stride, padding, ceiling, dimensions), GraphBuilder.Ints(
                "dilations", Spread(dilation, dimensions, 1))]);
        return graph.Scales.TryGetValue(input, out var scale) ? graph.RoundTrip(output, scale) : output;
    }

    private static string Average(GraphBuilder graph, string name, string input, OnnxAttribute[] window, bool countsPadding) =>
        graph.Node("AveragePool", name, [input], [.. window, GraphBuilder.Int("count_include_pad", countsPadding ? 1 : 0)]);

    private static OnnxAttribute[] Window(long[] kernel, long[]? stride, long[]? padding, bool ceiling, int dimensions)
    {
        var sizes = ConvolutionHandler.Spread(kernel, dimensions);
        var pads = Spread(padding, dimensions, 0);
        return
        [
            GraphBuilder.Ints("kernel_shape", sizes),
            GraphBuilder.Ints("strides", stride is { Length: > 0 } ? ConvolutionHandler.Spread(stride, dimensions) : sizes),
            GraphBuilder.Ints("pads", [.. pads, .. pads]),
            GraphBuilder.Int("ceil_mode", ceiling ? 1 : 0),
        ];
    }

    private static long[]? List(long? value) => value is { } number ? [number] : null;

    private static long[] Spread(long[]? values, int dimensions, long standard) =>
        ConvolutionHandler.Spread(values is { Length: > 0 } ? values : [standard], dimensions);
}
