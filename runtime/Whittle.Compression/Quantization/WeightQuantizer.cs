using TorchSharp;
using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>Rounds weights to a scheme.</summary>
public static class WeightQuantizer
{
    // Constants, because training rounds in every step, and numbers that nothing keeps may be freed under an operation (Training.AdamOptimizer says why).
    private static readonly Scalar s_int8 = 127;
    private static readonly Scalar s_leastInt8 = -127;
    private static readonly Scalar s_int4 = 7;
    private static readonly Scalar s_leastInt4 = -7;
    private static readonly Scalar s_border = 0.7;
    private static readonly Scalar s_zero = 0;
    private static readonly Scalar s_one = 1;

    /// <summary>Bits of one weight as it is stored.</summary>
    public static int Bits(WeightScheme scheme) => scheme switch { WeightScheme.Int8 => 8, WeightScheme.Int4 => 4, WeightScheme.Ternary => 2, _ => 1 };

    /// <summary>Codes and scales of a layer's weights.</summary>
    /// <param name="weights">[outputs, …] float.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="perChannel">A scale for every output instead of one.</param>
    public static QuantizedWeights Quantize(Tensor weights, WeightScheme scheme, bool perChannel = true)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using var scope = NewDisposeScope();
        var rows = Rows(weights, perChannel);
        return WithScale(weights, scheme, Scale(rows, scheme));
    }

    /// <summary>Codes under a scale that is given: [1] or [outputs], all above zero.</summary>
    public static QuantizedWeights WithScale(Tensor weights, WeightScheme scheme, Tensor scales)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(scales);
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var rows = Rows(weights, scales.shape[0] > 1);
        var codes = Codes(rows, scheme, scales.reshape(-1, 1)).to_type(ScalarType.Int8).reshape(weights.shape).contiguous();
        return new QuantizedWeights(scheme, weights.shape, codes.data<sbyte>().ToArray(), scales.data<float>().ToArray());
    }

    /// <summary>The scale of each row [rows, inputs] as [rows]; 1 where all weights are zero.</summary>
    internal static Tensor Scale(Tensor rows, WeightScheme scheme)
    {
        using var none = no_grad();
        var magnitude = rows.detach().abs();
        var scale = scheme switch
        {
            WeightScheme.Int8 => magnitude.amax([1]) / s_int8,
            WeightScheme.Int4 => magnitude.amax([1]) / s_int4,
            WeightScheme.Binary => magnitude.mean([1]),
            _ => TernaryScale(magnitude),
        };
        return where(scale.gt(s_zero), scale, ones_like(scale));
    }

    private static Tensor Rows(Tensor weights, bool perChannel) => weights.detach().reshape(perChannel ? weights.shape[0] : 1, -1);

    private static Tensor Codes(Tensor rows, WeightScheme scheme, Tensor scales) => scheme switch
    {
        WeightScheme.Int8 => (rows / scales).round().clamp(s_leastInt8, s_int8),
        WeightScheme.Int4 => (rows / scales).round().clamp(s_leastInt4, s_int4),
        WeightScheme.Binary => where(rows.ge(s_zero), ones_like(rows), -ones_like(rows)),
        _ => rows.sign() * rows.abs().gt(TernaryBorder(rows.abs())).to_type(ScalarType.Float32),
    };

    private static Tensor TernaryBorder(Tensor magnitude) => magnitude.mean([1], keepdim: true) * s_border;

    private static Tensor TernaryScale(Tensor magnitude)
    {
        var large = magnitude.gt(TernaryBorder(magnitude)).to_type(ScalarType.Float32);
        return (magnitude * large).sum(1) / large.sum(1).clamp_min(s_one);
    }
}
