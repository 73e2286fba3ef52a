using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>The inner loop of depthwise int8 layers: one block of channels along a row.</summary>
internal static unsafe class DepthwiseTileInt8<TLanes, TVector, TSign>
    where TLanes : IInt8Shuffle<TVector>
    where TVector : struct
    where TSign : IInt8Sign
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Row(byte* x, int count, nint positionStride, int* tapOffsets, int steps, sbyte* weights, int* y, nint sumStride)
    {
        var bytes = TLanes.Lanes * 4;
        for (; count > 0; count--, x += positionStride, y += sumStride)
        {
            TVector a0 = default, a1 = default, a2 = default, a3 = default;
            var w = weights;
            var taps = tapOffsets;
            for (var step = steps; step > 0; step--, taps += 4, w += bytes * 4)
            {
                var t0 = Load(x + taps[0]);
                var t1 = Load(x + taps[1]);
                var t2 = Load(x + taps[2]);
                var t3 = Load(x + taps[3]);
                var low01 = TLanes.InterleaveLowBytes(t0, t1);
                var low23 = TLanes.InterleaveLowBytes(t2, t3);
                var high01 = TLanes.InterleaveHighBytes(t0, t1);
                var high23 = TLanes.InterleaveHighBytes(t2, t3);
                a0 = TLanes.MultiplyAdd(a0, TLanes.InterleaveLowPairs(low01, low23), TLanes.Load(w));
                a1 = TLanes.MultiplyAdd(a1, TLanes.InterleaveHighPairs(low01, low23), TLanes.Load(w + bytes));
                a2 = TLanes.MultiplyAdd(a2, TLanes.InterleaveLowPairs(high01, high23), TLanes.Load(w + (bytes * 2)));
                a3 = TLanes.MultiplyAdd(a3, TLanes.InterleaveHighPairs(high01, high23), TLanes.Load(w + (bytes * 3)));
            }

            TLanes.StoreSplit(a0, y);
            TLanes.StoreSplit(a1, y + 4);
            TLanes.StoreSplit(a2, y + 8);
            TLanes.StoreSplit(a3, y + 12);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(byte* x) => TSign.Signed ? TLanes.FlipSigns(TLanes.Load(x)) : TLanes.Load(x);
}
