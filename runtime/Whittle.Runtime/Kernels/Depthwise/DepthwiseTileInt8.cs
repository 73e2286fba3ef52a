using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The inner loops of depthwise int8 layers: one block of channels along a row.</summary>
/// <remarks>A step interleaves the bytes of four taps, so that each lane holds one channel's four activations.</remarks>
internal static unsafe class DepthwiseTileInt8<TLanes, TVector, TSign>
    where TLanes : IInt8Shuffle<TVector>
    where TVector : struct
    where TSign : IInt8Sign
{
    /// <summary>Any kernel: all steps of a position, then the next position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Row(byte* x, int count, nint positionStride, int* tapOffsets, int steps, sbyte* weights, int* y, nint sumStride)
    {
        for (; count > 0; count--, x += positionStride, y += sumStride)
        {
            TVector a0 = default, a1 = default, a2 = default, a3 = default;
            var w = weights;
            var taps = tapOffsets;
            for (var step = steps; step > 0; step--, taps += 4, w += TLanes.Lanes * 16)
            {
                Interleave(x + taps[0], x + taps[1], x + taps[2], x + taps[3], out var v0, out var v1, out var v2, out var v3);
                a0 = MultiplyAdd(a0, v0, w, 0);
                a1 = MultiplyAdd(a1, v1, w, 1);
                a2 = MultiplyAdd(a2, v2, w, 2);
                a3 = MultiplyAdd(a3, v3, w, 3);
            }

            Store(a0, a1, a2, a3, y);
        }
    }

    /// <summary>Kernels of three columns, each one step, where a position's columns are its left neighbour's moved by one: a column is interleaved
    /// once and added to three positions, the one that it completes (m, right column), the next (n, middle) and the one after (left).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RollingRow(byte* x, int count, nint columnStride, int* tapOffsets, sbyte* w, int* y, nint sumStride)
    {
        nint row0 = tapOffsets[0], row1 = tapOffsets[1], row2 = tapOffsets[2], row3 = tapOffsets[3];
        TVector zero = default;
        Interleave(x + row0, x + row1, x + row2, x + row3, out var v0, out var v1, out var v2, out var v3);
        var m0 = MultiplyAdd(zero, v0, w, 0);
        var m1 = MultiplyAdd(zero, v1, w, 1);
        var m2 = MultiplyAdd(zero, v2, w, 2);
        var m3 = MultiplyAdd(zero, v3, w, 3);
        x += columnStride;
        Interleave(x + row0, x + row1, x + row2, x + row3, out v0, out v1, out v2, out v3);
        m0 = MultiplyAdd(m0, v0, w, 4);
        m1 = MultiplyAdd(m1, v1, w, 5);
        m2 = MultiplyAdd(m2, v2, w, 6);
        m3 = MultiplyAdd(m3, v3, w, 7);
        var n0 = MultiplyAdd(zero, v0, w, 0);
        var n1 = MultiplyAdd(zero, v1, w, 1);
        var n2 = MultiplyAdd(zero, v2, w, 2);
        var n3 = MultiplyAdd(zero, v3, w, 3);
        for (; count > 0; count--, y += sumStride)
        {
            x += columnStride;
            Interleave(x + row0, x + row1, x + row2, x + row3, out v0, out v1, out v2, out v3);
            Store(MultiplyAdd(m0, v0, w, 8), MultiplyAdd(m1, v1, w, 9), MultiplyAdd(m2, v2, w, 10), MultiplyAdd(m3, v3, w, 11), y);
            m0 = MultiplyAdd(n0, v0, w, 4);
            m1 = MultiplyAdd(n1, v1, w, 5);
            m2 = MultiplyAdd(n2, v2, w, 6);
            m3 = MultiplyAdd(n3, v3, w, 7);
            n0 = MultiplyAdd(zero, v0, w, 0);
            n1 = MultiplyAdd(zero, v1, w, 1);
            n2 = MultiplyAdd(zero, v2, w, 2);
            n3 = MultiplyAdd(zero, v3, w, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(byte* x0, byte* x1, byte* x2, byte* x3, out TVector v0, out TVector v1, out TVector v2, out TVector v3)
    {
        var t0 = Load(x0);
        var t1 = Load(x1);
        var t2 = Load(x2);
        var t3 = Load(x3);
        var low01 = TLanes.InterleaveLowBytes(t0, t1);
        var low23 = TLanes.InterleaveLowBytes(t2, t3);
        var high01 = TLanes.InterleaveHighBytes(t0, t1);
        var high23 = TLanes.InterleaveHighBytes(t2, t3);
        v0 = TLanes.InterleaveLowPairs(low01, low23);
        v1 = TLanes.InterleaveHighPairs(low01, low23);
        v2 = TLanes.InterleaveLowPairs(high01, high23);
        v3 = TLanes.InterleaveHighPairs(high01, high23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(byte* x) => TSign.Signed ? TLanes.FlipSigns(TLanes.Load(x)) : TLanes.Load(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector MultiplyAdd(TVector sum, TVector x, sbyte* weights, int vector) =>
        TLanes.MultiplyAdd(sum, x, TLanes.Load(weights + (vector * TLanes.Lanes * 4)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a0, TVector a1, TVector a2, TVector a3, int* y)
    {
        TLanes.StoreSplit(a0, y);
        TLanes.StoreSplit(a1, y + 4);
        TLanes.StoreSplit(a2, y + 8);
        TLanes.StoreSplit(a3, y + 12);
    }
}
