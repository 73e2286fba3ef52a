using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Depthwise positions of any kernel: a step interleaves the bytes of four taps, wherever they lie, so that each lane holds one channel's
/// four activations.</summary>
/// <remarks>Where a vector holds fewer than all its bytes' channels, it holds several positions. The last of them may repeat positions of the ones before;
/// of fewer positions than a vector holds, all its parts are the same one.</remarks>
internal static unsafe class DepthwiseTileInt8<TLanes, TVector, TSign, TPart>
    where TLanes : struct, IDepthwiseLanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TPart : struct, IDepthwisePart
{
    private static int Parts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Bytes / TPart.Channels;
    }

    /// <summary>Requantizes positions of a row.</summary>
    /// <param name="taps">What each slot reads for the first position.</param>
    /// <param name="steps">Steps of four slots.</param>
    /// <param name="step">Bytes from a position's taps to the next one's.</param>
    /// <param name="count">Number of positions, at least one.</param>
    /// <param name="block">Weights and parameters.</param>
    /// <param name="range">The output's range.</param>
    /// <param name="y">Output of the first position.</param>
    /// <param name="outputStep">Bytes from an output to the next one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Requantize(
        byte** taps, int steps, nint step, int count, in DepthwiseBlock block, in DepthwiseRange range, byte* y, nint outputStep)
    {
        var part = TPart.Channels;
        var advance = count < Parts ? 1 : Parts;
        var spread = count < Parts ? 0 : step;
        var outputSpread = count < Parts ? 0 : outputStep;
        var high = TLanes.Fill(range.High);
        var zeroPoint = TLanes.Fill(range.ZeroPoint);
        var minimum = TLanes.Fill(range.Minimum);
        var flip = TLanes.Fill(range.Flip);
        for (var i = 0; ; i = Math.Min(i + advance, count - advance))
        {
            var a0 = TLanes.LoadParameters(block.Bias, 0, part);
            var a1 = TLanes.LoadParameters(block.Bias, 1, part);
            var a2 = TLanes.LoadParameters(block.Bias, 2, part);
            var a3 = TLanes.LoadParameters(block.Bias, 3, part);
            Add(taps, steps, i * step, spread, block.Weights, ref a0, ref a1, ref a2, ref a3);
            var m0 = TLanes.LoadParameters(block.Multipliers, 0, part);
            var m1 = TLanes.LoadParameters(block.Multipliers, 1, part);
            var m2 = TLanes.LoadParameters(block.Multipliers, 2, part);
            var m3 = TLanes.LoadParameters(block.Multipliers, 3, part);
            TLanes.StoreParts(TLanes.Requantize(a0, a1, a2, a3, m0, m1, m2, m3, high, zeroPoint, minimum, flip), y + (i * outputStep), outputSpread, part);
            if (i + advance == count)
            {
                return;
            }
        }
    }

    /// <summary>The sums of positions of a row, without bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sum(byte** taps, int steps, nint step, int count, sbyte* weights, int* y, nint sumStep)
    {
        var part = TPart.Channels;
        var advance = count < Parts ? 1 : Parts;
        var spread = count < Parts ? 0 : step;
        var sumSpread = count < Parts ? 0 : sumStep;
        for (var i = 0; ; i = Math.Min(i + advance, count - advance))
        {
            TVector a0 = default, a1 = default, a2 = default, a3 = default;
            Add(taps, steps, i * step, spread, weights, ref a0, ref a1, ref a2, ref a3);
            var sums = y + (i * sumStep);
            TLanes.StoreSums(a0, sums, sumSpread, 0, part);
            TLanes.StoreSums(a1, sums, sumSpread, 1, part);
            TLanes.StoreSums(a2, sums, sumSpread, 2, part);
            TLanes.StoreSums(a3, sums, sumSpread, 3, part);
            if (i + advance == count)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        byte** taps, int steps, nint offset, nint spread, sbyte* w, ref TVector a0, ref TVector a1, ref TVector a2, ref TVector a3)
    {
        var bytes = TLanes.Bytes;
        for (; steps > 0; steps--, taps += 4, w += bytes * 4)
        {
            TLanes.Interleave(
                Load(taps[0] + offset, spread),
                Load(taps[1] + offset, spread),
                Load(taps[2] + offset, spread),
                Load(taps[3] + offset, spread),
                out var v0,
                out var v1,
                out var v2,
                out var v3);
            a0 = TLanes.MultiplyAdd(a0, v0, TLanes.Load(w));
            a1 = TLanes.MultiplyAdd(a1, v1, TLanes.Load(w + bytes));
            a2 = TLanes.MultiplyAdd(a2, v2, TLanes.Load(w + (2 * bytes)));
            a3 = TLanes.MultiplyAdd(a3, v3, TLanes.Load(w + (3 * bytes)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(byte* x, nint spread)
    {
        var bytes = TLanes.LoadParts(x, spread, TPart.Channels);
        return TSign.Signed ? TLanes.FlipSigns(bytes) : bytes;
    }
}
