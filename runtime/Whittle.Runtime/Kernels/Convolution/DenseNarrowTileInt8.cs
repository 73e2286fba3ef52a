using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Register tiles for panels whose outputs fit one vector: the last panel of many layers, and all of first layers with eight outputs. Eight positions
/// share the loads of the weights; the panel's second vectors, all zero, are skipped.</summary>
[SkipLocalsInit]
internal static unsafe class DenseNarrowTileInt8<TLanes, TVector, TSign, TEpilogue>
    where TLanes : struct, IInt8Lanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    public const int Positions = 8;

    /// <summary>At least eight positions of a row. The last tile may repeat positions of the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(byte* x, int count, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        for (var i = 0; ; i = Math.Min(i + Positions, count - Positions))
        {
            Eight(x, i, y + (i * tile.OutputStride), in panel, in tile, in epilogue);
            if (i + Positions == count)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight(byte* x, int position, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        var w = panel.Weights;
        var p = new DensePositions(x, position, in tile, 8);
        TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        for (var run = 0; run < tile.Runs; run++)
        {
            nint k = tile.RunOffsets[run];
            var last = k + tile.LastStep;
            while (true)
            {
                var w0 = TLanes.Load(w);
                a0 = TLanes.MultiplyAdd(a0, Unsigned(TLanes.Broadcast(p.X0 + k)), w0);
                a1 = TLanes.MultiplyAdd(a1, Unsigned(TLanes.Broadcast(p.X1 + k)), w0);
                a2 = TLanes.MultiplyAdd(a2, Unsigned(TLanes.Broadcast(p.X2 + k)), w0);
                a3 = TLanes.MultiplyAdd(a3, Unsigned(TLanes.Broadcast(p.X3 + k)), w0);
                a4 = TLanes.MultiplyAdd(a4, Unsigned(TLanes.Broadcast(p.X4 + k)), w0);
                a5 = TLanes.MultiplyAdd(a5, Unsigned(TLanes.Broadcast(p.X5 + k)), w0);
                a6 = TLanes.MultiplyAdd(a6, Unsigned(TLanes.Broadcast(p.X6 + k)), w0);
                a7 = TLanes.MultiplyAdd(a7, Unsigned(TLanes.Broadcast(p.X7 + k)), w0);
                w += TLanes.Lanes * 8;
                if (k == last)
                {
                    break;
                }

                k = Math.Min(k + 4, last);
            }
        }

        var stride = tile.OutputStride;
        if (panel.Outputs == TLanes.Lanes)
        {
            TLanes.End(in epilogue, a0, panel.First, y);
            TLanes.End(in epilogue, a1, panel.First, y + stride);
            TLanes.End(in epilogue, a2, panel.First, y + (2 * stride));
            TLanes.End(in epilogue, a3, panel.First, y + (3 * stride));
            TLanes.End(in epilogue, a4, panel.First, y + (4 * stride));
            TLanes.End(in epilogue, a5, panel.First, y + (5 * stride));
            TLanes.End(in epilogue, a6, panel.First, y + (6 * stride));
            TLanes.End(in epilogue, a7, panel.First, y + (7 * stride));
            return;
        }

        Unsafe.SkipInit(out Int8TileSums<TVector> sums);
        sums[0] = a0;
        sums[1] = a1;
        sums[2] = a2;
        sums[3] = a3;
        sums[4] = a4;
        sums[5] = a5;
        sums[6] = a6;
        sums[7] = a7;
        DenseEnding.Few<TLanes, TVector, TEpilogue>(in epilogue, in sums, in sums, Positions, in panel, y, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Unsigned(TVector v) => TSign.Signed ? TLanes.FlipSigns(v) : v;
}
