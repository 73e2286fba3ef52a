using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>How a depthwise convolution is cut into runs of lanes; all constants once compiled.</summary>
/// <remarks>Lanes are channels. With fewer channels than a small vector and no horizontal stride, a whole output row is one run instead: tap (y, x) of its
/// neighbouring pixels lies side by side in memory too, and the weights are repeated for every pixel of the row. The getters must be inlined: a call in
/// an inner loop would spill every accumulator.</remarks>
internal static class DepthwiseFloatGeometry<TShape>
    where TShape : struct, IConvolutionShape
{
    private const int FewChannels = 4;

    /// <summary>Pixels of a run.</summary>
    public static int PixelsPerRun
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Groups < FewChannels && TShape.StrideWidth == 1 ? TShape.OutputWidth : 1;
    }

    /// <summary>Lanes of a run.</summary>
    public static int Run
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => PixelsPerRun * TShape.Groups;
    }

    /// <summary>Runs of an output row.</summary>
    public static int RunsPerRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.OutputWidth / PixelsPerRun;
    }

    public static int Taps
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.KernelHeight * TShape.KernelWidth;
    }

    public static int InputRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.InputWidth * TShape.Groups;
    }

    public static int InputLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Batch * TShape.InputHeight * InputRow;
    }

    public static int OutputLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Batch * TShape.OutputHeight * TShape.OutputWidth * TShape.Groups;
    }

    /// <summary>From a run's input to the next run's; a row that is one run has no next.</summary>
    public static int RunStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.StrideWidth * TShape.Groups;
    }

    public static int TapRowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.DilationHeight * InputRow;
    }

    public static int TapColumnStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.DilationWidth * TShape.Groups;
    }
}
