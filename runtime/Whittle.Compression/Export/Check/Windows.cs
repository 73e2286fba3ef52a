using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Export.Check;

/// <summary>Convolutions and pools of one and two dimensions.</summary>
internal static class Windows
{
    public static Tensor Convolve(NodeCall call)
    {
        var (padded, strides, dilations) = (Pad(call, 0), call.Ints("strides"), call.Ints("dilations"));
        var (weights, bias, groups) = (call[1], call.Optional(2), call.Int("group", 1));
        return strides.Length == 1
            ? functional.conv1d(padded, weights, bias, strides[0], 0, dilations[0], groups)
            : functional.conv2d(padded, weights, bias, strides, [0, 0], dilations, groups);
    }

    public static Tensor Max(NodeCall call)
    {
        var (padded, kernel, strides, dilations) = (Pad(call, double.NegativeInfinity), call.Ints("kernel_shape"), call.Ints("strides"), call.Ints("dilations"));
        var ceiling = call.Int("ceil_mode", 0) == 1;
        return kernel.Length == 1
            ? functional.max_pool1d(padded, kernel[0], strides[0], 0, dilations[0], ceiling)
            : functional.max_pool2d(padded, kernel, strides, [0, 0], dilations, ceiling);
    }

    public static Tensor Average(NodeCall call)
    {
        var pads = call.Ints("pads");
        return functional.avg_pool2d(
            call[0], call.Ints("kernel_shape"), call.Ints("strides"), pads[..(pads.Length / 2)], call.Int("ceil_mode", 0) == 1, call.Int("count_include_pad", 0) == 1);
    }

    // ONNX lists all beginnings and then all ends; torch pairs them, the last dimension first.
    private static Tensor Pad(NodeCall call, double value)
    {
        var pads = call.Ints("pads");
        var dimensions = pads.Length / 2;
        var pairs = Enumerable.Range(0, dimensions).Reverse().SelectMany(i => new[] { pads[i], pads[i + dimensions] }).ToArray();
        return pairs.All(pad => pad == 0) ? call[0] : functional.pad(call[0], pairs, TorchSharp.PaddingModes.Constant, value);
    }
}
