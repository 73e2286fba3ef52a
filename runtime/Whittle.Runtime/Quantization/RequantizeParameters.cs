using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Parameters of requantization to eight bits, ready for the kernels.</summary>
internal sealed unsafe class RequantizeParameters
{
    // Signed activations are multiplied as if they were unsigned and 128 larger, and so is their zero point.
    private const int SignOffset = 128;
    private readonly NativeBlock? _raised;

    /// <summary>Where <see cref="IsPlain"/>: the parameters of <see cref="RaisedSums"/>.</summary>
    public readonly int* RaisedBiasOfUnsigned;

    public readonly int* RaisedBiasOfSigned;

    public readonly float* Offsets;

    public RequantizeParameters(
        Int8Channels channels,
        int depth,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum)
    {
        BiasOfUnsigned = channels.FoldZeroPoint(bias, inputZeroPoint);
        BiasOfSigned = channels.FoldZeroPoint(bias, inputZeroPoint + SignOffset);
        Multipliers = channels.Spread(multipliers, optional: false, nameof(multipliers));
        var saturates = outputZeroPoint == minimum && (minimum, maximum) is (byte.MinValue, byte.MaxValue) or (sbyte.MinValue, sbyte.MaxValue);
        _raised = saturates ? RaisedSums.Parameters(depth, BiasOfUnsigned, BiasOfSigned, Multipliers) : null;
        if (_raised is not null)
        {
            IsPlain = true;
            RaisedBiasOfUnsigned = (int*)_raised.Pointer;
            RaisedBiasOfSigned = (int*)(_raised.Pointer + (_raised.Bytes / 3));
            Offsets = (float*)(_raised.Pointer + (_raised.Bytes / 3 * 2));
        }

        ZeroPoint = outputZeroPoint;
        Minimum = minimum;
        Maximum = maximum;
    }

    public NativeBlock BiasOfUnsigned { get; }

    public NativeBlock BiasOfSigned { get; }

    public NativeBlock Multipliers { get; }

    /// <summary>Whether saturation is all it takes: the zero point is the type's least number, the bounds are the type's, and all sums may be
    /// <see cref="RaisedSums"/>.</summary>
    public bool IsPlain { get; }

    public int ZeroPoint { get; }

    public int Minimum { get; }

    public int Maximum { get; }
}
