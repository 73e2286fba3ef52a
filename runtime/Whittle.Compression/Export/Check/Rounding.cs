using static TorchSharp.torch;

namespace Whittle.Compression.Export.Check;

/// <summary>Operators between floats and bytes.</summary>
internal static class Rounding
{
    public static Tensor Quantize(NodeCall call) => (call[0] / call[1]).round().add(call[2]).clamp(0, 255);

    public static Tensor Dequantize(NodeCall call)
    {
        var axis = call[1].shape.Length == 0 ? -1 : call.Int("axis", 1);
        var shape = call[0].shape.Select((size, i) => i == axis ? size : 1).ToArray();
        var centred = call.Optional(2) is { } zero ? call[0] - (axis < 0 ? zero : zero.reshape(shape)) : call[0];
        return (centred * (axis < 0 ? call[1] : call[1].reshape(shape))).to_type(ScalarType.Float32);
    }

    /// <summary>Bytes, scale and zero point by the range of the input and zero.</summary>
    public static Tensor[] Dynamic(NodeCall call)
    {
        var low = call[0].min().clamp_max(0);
        var scale = (call[0].max().clamp_min(0) - low) / 255;
        scale = where(scale.eq(0), ones_like(scale), scale);
        var zero = (-low / scale).clamp(0, 255).round();
        return [((call[0] / scale).round() + zero).clamp(0, 255), scale, zero];
    }
}
