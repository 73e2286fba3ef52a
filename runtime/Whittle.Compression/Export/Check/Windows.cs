using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Export.Check;

/// <summary>Convolutions and pools of one to three dimensions, and padding.</summary>
internal static class Windows
{
    public static Tensor Convolve(NodeCall call, Tensor input, Tensor weights, Tensor? bias)
    {
        var (padded, strides, dilations, groups) = (Pad(input, call.Ints("pads"), "constant", 0), call.Ints("strides"), call.Ints("dilations"), call.Int(
            "group", 1));
        return strides.Length switch
        {
            1 => functional.conv1d(padded, weights, bias, strides[0], 0, dilations[0], groups),
            2 => functional.conv2d(padded, weights, bias, strides, [0, 0], dilations, groups),
            _ => functional.conv3d(padded, weights, bias, strides, [0, 0, 0], dilations, groups),
        };
    }

    public static Tensor Transposed(NodeCall call)
    {
        var (strides, dilations, extra, groups) = (call.Ints("strides"), call.Ints("dilations"), call.Ints("output_padding"), call.Int("group", 1));
        var pads = call.Ints("pads")[..strides.Length];
        return strides.Length switch
        {
            1 => functional.conv_transpose1d(call[0], call[1], call.Optional(2), strides[0], pads[0], extra[0], groups: groups, dilation: dilations[0]),
            2 => functional.conv_transpose2d(call[0], call[1], call.Optional(2), strides, pads, extra, groups: groups, dilation: dilations),
            _ => functional.conv_transpose3d(call[0], call[1], call.Optional(2), strides, pads, extra, groups: groups, dilation: dilations),
        };
    }

    public static Tensor Max(NodeCall call)
    {
        var (kernel, strides) = (call.Ints("kernel_shape"), call.Ints("strides"));
        var padded = Pad(call[0], call.Ints("pads"), "constant", double.NegativeInfinity);
        var dilations = call.Ints("dilations") is { Length: > 0 } given ? given : [.. kernel.Select(_ => 1L)];
        var ceiling = call.Int("ceil_mode", 0) == 1;
        return kernel.Length switch
        {
            1 => functional.max_pool1d(padded, kernel[0], strides[0], 0, dilations[0], ceiling),
            2 => functional.max_pool2d(padded, kernel, strides, [0, 0], dilations, ceiling),
            _ => functional.max_pool3d(padded, kernel, strides, [0, 0, 0], dilations, ceiling),
        };
    }

    public static Tensor Average(NodeCall call)
    {
        var (kernel, strides) = (call.Ints("kernel_shape"), call.Ints("strides"));
        var pads = call.Ints("pads") is { Length: > 0 } given ? given[..kernel.Length] : [.. kernel.Select(_ => 0L)];
        var (ceiling, counts) = (call.Int("ceil_mode", 0) == 1, call.Int("count_include_pad", 0) == 1);
        return kernel.Length switch
        {
            1 => functional.avg_pool1d(call[0], kernel[0], strides[0], pads[0], ceiling, counts),
            2 => functional.avg_pool2d(call[0], kernel, strides, pads, ceiling, counts),
            _ => functional.avg_pool3d(call[0], kernel, strides, pads, ceiling, counts),
        };
    }

    /// <summary>Pads the last dimensions. ONNX lists all beginnings and then all ends; torch pairs them, the last dimension first.</summary>
    public static Tensor Pad(Tensor values, long[] pads, string mode, double value)
    {
        var dimensions = pads.Length / 2;
        List<long> pairs = [.. Enumerable.Range(0, dimensions).Reverse().SelectMany(i => new[] { pads[i], pads[i + dimensions] })];
        while (pairs.Count > 0 && pairs[^1] == 0 && pairs[^2] == 0)
        {
            pairs.RemoveRange(pairs.Count - 2, 2);
        }

        var how = mode switch { "reflect" => PaddingModes.Reflect, "edge" => PaddingModes.Replicate, _ => PaddingModes.Constant };
        return pairs.Count == 0 ? values : functional.pad(values, [.. pairs], how, how == PaddingModes.Constant ? value : 0);
    }
}
