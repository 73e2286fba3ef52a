using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Register tiles of dense int8 layers: two vectors of outputs times one, four or eight positions.</summary>
/// <remarks>No method here knows its layer's shape: one JIT compilation serves all layers, and a tile's loop is long enough not to need it. Nothing may be
/// called in the inner loops, as no vector register survives a call.</remarks>
[SkipLocalsInit]
internal static unsafe class DenseTileInt8<TLanes, TVector, TSign, TEpilogue>
    where TLanes : struct, IInt8Lanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    /// <summary>All positions of (a part of) a row for one panel. The last tile may repeat positions of the one before.</summary>
    /// <param name="x">First byte of the first position's group, or what the table of positions counts from.</param>
    /// <param name="count">Number of positions.</param>
    /// <param name="y">Outputs of the first position, from the panel's first on.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="tile">What is common to all tiles.</param>
    /// <param name="epilogue">The ending.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(byte* x, int count, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        if (panel.Outputs <= TLanes.Lanes && count >= DenseNarrowTileInt8<TLanes, TVector, TSign, TEpilogue>.Positions)
        {
            DenseNarrowTileInt8<TLanes, TVector, TSign, TEpilogue>.Row(x, count, y, in panel, in tile, in epilogue);
            return;
        }

        var i = 0;
        if (TLanes.ManyRegisters)
        {
            for (; i + 8 <= count; i += 8)
            {
                Eight(x, i, y + (i * tile.OutputStride), in panel, in tile, in epilogue);
            }
        }

        for (; i + 4 <= count; i += 4)
        {
            Four(x, i, y + (i * tile.OutputStride), in panel, in tile, in epilogue);
        }

        if (count - i >= 2 && count >= 4)
        {
            i = count - 4;
            Four(x, i, y + (i * tile.OutputStride), in panel, in tile, in epilogue);
            return;
        }

        for (; i < count; i++)
        {
            Single(DensePositions.One(x, i, in tile), y + (i * tile.OutputStride), in panel, in tile, in epilogue);
        }
    }

    /// <summary>Several panels of one group that follow one another, for one position. One position has too few lanes to hide the latency of a multiplication, so four
    /// steps run at once; and the next panel's begin while the last one's end.</summary>
    /// <param name="x">First byte of the position's group.</param>
    /// <param name="y">The position's outputs, from the panels' first on.</param>
    /// <param name="panels">The first panel, with the outputs of all.</param>
    /// <param name="tile">What is common to all tiles.</param>
    /// <param name="epilogue">The ending.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Single(byte* x, byte* y, in DensePanel panels, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        var w = panels.Weights;
        var outputs = panels.Outputs;
        for (var o = panels.First; outputs > 0; o += 2 * TLanes.Lanes, outputs -= 2 * TLanes.Lanes, y += 2 * TLanes.Lanes * TEpilogue.OutputBytes)
        {
            TVector a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
            for (var run = 0; run < tile.Runs; run++)
            {
                var p = x + tile.RunOffsets[run];
                var last = p + tile.LastStep;
                for (; p + 12 <= last; p += 16, w += TLanes.Lanes * 32)
                {
                    var v = Unsigned(TLanes.Broadcast(p));
                    a0 = TLanes.MultiplyAdd(a0, v, TLanes.Load(w));
                    b0 = TLanes.MultiplyAdd(b0, v, TLanes.Load(w + (TLanes.Lanes * 4)));
                    v = Unsigned(TLanes.Broadcast(p + 4));
                    a1 = TLanes.MultiplyAdd(a1, v, TLanes.Load(w + (TLanes.Lanes * 8)));
                    b1 = TLanes.MultiplyAdd(b1, v, TLanes.Load(w + (TLanes.Lanes * 12)));
                    v = Unsigned(TLanes.Broadcast(p + 8));
                    a2 = TLanes.MultiplyAdd(a2, v, TLanes.Load(w + (TLanes.Lanes * 16)));
                    b2 = TLanes.MultiplyAdd(b2, v, TLanes.Load(w + (TLanes.Lanes * 20)));
                    v = Unsigned(TLanes.Broadcast(p + 12));
                    a3 = TLanes.MultiplyAdd(a3, v, TLanes.Load(w + (TLanes.Lanes * 24)));
                    b3 = TLanes.MultiplyAdd(b3, v, TLanes.Load(w + (TLanes.Lanes * 28)));
                }

                // Up to four steps more, of which the last may overlap the one before.
                for (; p < last + 4; p += 4, w += TLanes.Lanes * 8)
                {
                    var v = Unsigned(TLanes.Broadcast(p < last ? p : last));
                    a0 = TLanes.MultiplyAdd(a0, v, TLanes.Load(w));
                    b0 = TLanes.MultiplyAdd(b0, v, TLanes.Load(w + (TLanes.Lanes * 4)));
                }
            }

            a0 = TLanes.Add(TLanes.Add(a0, a1), TLanes.Add(a2, a3));
            b0 = TLanes.Add(TLanes.Add(b0, b1), TLanes.Add(b2, b3));
            DenseEnding.One<TLanes, TVector, TEpilogue>(in epilogue, a0, b0, o, outputs, y);
        }
    }

    // Sixteen accumulators, two weights and a broadcast: needs 32 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight(byte* x, int position, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        var w = panel.Weights;
        var p = new DensePositions(x, position, in tile, 8);
        TVector a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
        TVector a4 = default, b4 = default, a5 = default, b5 = default, a6 = default, b6 = default, a7 = default, b7 = default;
        for (var run = 0; run < tile.Runs; run++)
        {
            nint k = tile.RunOffsets[run];
            var last = k + tile.LastStep;
            while (true)
            {
                var w0 = TLanes.Load(w);
                var w1 = TLanes.Load(w + (TLanes.Lanes * 4));
                var v = Unsigned(TLanes.Broadcast(p.X0 + k));
                a0 = TLanes.MultiplyAdd(a0, v, w0);
                b0 = TLanes.MultiplyAdd(b0, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X1 + k));
                a1 = TLanes.MultiplyAdd(a1, v, w0);
                b1 = TLanes.MultiplyAdd(b1, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X2 + k));
                a2 = TLanes.MultiplyAdd(a2, v, w0);
                b2 = TLanes.MultiplyAdd(b2, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X3 + k));
                a3 = TLanes.MultiplyAdd(a3, v, w0);
                b3 = TLanes.MultiplyAdd(b3, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X4 + k));
                a4 = TLanes.MultiplyAdd(a4, v, w0);
                b4 = TLanes.MultiplyAdd(b4, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X5 + k));
                a5 = TLanes.MultiplyAdd(a5, v, w0);
                b5 = TLanes.MultiplyAdd(b5, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X6 + k));
                a6 = TLanes.MultiplyAdd(a6, v, w0);
                b6 = TLanes.MultiplyAdd(b6, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X7 + k));
                a7 = TLanes.MultiplyAdd(a7, v, w0);
                b7 = TLanes.MultiplyAdd(b7, v, w1);
                w += TLanes.Lanes * 8;
                if (k == last)
                {
                    break;
                }

                k = Math.Min(k + 4, last);
            }
        }

        var stride = tile.OutputStride;
        if (panel.Outputs == 2 * TLanes.Lanes)
        {
            TLanes.EndFourPairs(in epilogue, a0, b0, a1, b1, a2, b2, a3, b3, panel.First, y, stride);
            TLanes.EndFourPairs(in epilogue, a4, b4, a5, b5, a6, b6, a7, b7, panel.First, y + (4 * stride), stride);
            return;
        }

        Unsafe.SkipInit(out Int8TileSums<TVector> first);
        Unsafe.SkipInit(out Int8TileSums<TVector> second);
        first[0] = a0;
        second[0] = b0;
        first[1] = a1;
        second[1] = b1;
        first[2] = a2;
        second[2] = b2;
        first[3] = a3;
        second[3] = b3;
        first[4] = a4;
        second[4] = b4;
        first[5] = a5;
        second[5] = b5;
        first[6] = a6;
        second[6] = b6;
        first[7] = a7;
        second[7] = b7;
        DenseEnding.Few<TLanes, TVector, TEpilogue>(in epilogue, in first, in second, 8, in panel, y, stride);
    }

    // Eight accumulators: fits 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(byte* x, int position, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        var w = panel.Weights;
        var p = new DensePositions(x, position, in tile, 4);
        TVector a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
        for (var run = 0; run < tile.Runs; run++)
        {
            nint k = tile.RunOffsets[run];
            var last = k + tile.LastStep;
            while (true)
            {
                var w0 = TLanes.Load(w);
                var w1 = TLanes.Load(w + (TLanes.Lanes * 4));
                var v = Unsigned(TLanes.Broadcast(p.X0 + k));
                a0 = TLanes.MultiplyAdd(a0, v, w0);
                b0 = TLanes.MultiplyAdd(b0, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X1 + k));
                a1 = TLanes.MultiplyAdd(a1, v, w0);
                b1 = TLanes.MultiplyAdd(b1, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X2 + k));
                a2 = TLanes.MultiplyAdd(a2, v, w0);
                b2 = TLanes.MultiplyAdd(b2, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X3 + k));
                a3 = TLanes.MultiplyAdd(a3, v, w0);
                b3 = TLanes.MultiplyAdd(b3, v, w1);
                w += TLanes.Lanes * 8;
                if (k == last)
                {
                    break;
                }

                k = Math.Min(k + 4, last);
            }
        }

        var stride = tile.OutputStride;
        if (panel.Outputs == 2 * TLanes.Lanes)
        {
            TLanes.EndFourPairs(in epilogue, a0, b0, a1, b1, a2, b2, a3, b3, panel.First, y, stride);
            return;
        }

        Unsafe.SkipInit(out Int8TileSums<TVector> first);
        Unsafe.SkipInit(out Int8TileSums<TVector> second);
        first[0] = a0;
        second[0] = b0;
        first[1] = a1;
        second[1] = b1;
        first[2] = a2;
        second[2] = b2;
        first[3] = a3;
        second[3] = b3;
        DenseEnding.Few<TLanes, TVector, TEpilogue>(in epilogue, in first, in second, 4, in panel, y, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Unsigned(TVector v) => TSign.Signed ? TLanes.FlipSigns(v) : v;
}
