using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>The output range of a depthwise layer, prepared for saturating instructions on unsigned bytes: signed outputs count 128 more until they are
/// stored.</summary>
internal readonly struct DepthwiseRange
{
    private const int SignOffset = 128;

    public DepthwiseRange(in RequantizeEpilogue epilogue)
    {
        var offset = epilogue.Low + epilogue.ZeroPoint < 0 ? SignOffset : 0;
        High = epilogue.High;
        ZeroPoint = (short)(epilogue.ZeroPoint + offset);
        Minimum = (byte)((int)epilogue.Low + ZeroPoint);
        Flip = (byte)offset;
        IsPlain = epilogue.IsPlain;
    }

    /// <summary>Largest output less the zero point. The upper bound must hold before the conversion to int32, which makes a negative number of what is too
    /// large; the lower one may wait.</summary>
    public float High { get; }

    public short ZeroPoint { get; }

    public byte Minimum { get; }

    /// <summary>Turns the unsigned bytes into the output's.</summary>
    public byte Flip { get; }

    /// <summary>Whether saturation is all it takes.</summary>
    public bool IsPlain { get; }
}
