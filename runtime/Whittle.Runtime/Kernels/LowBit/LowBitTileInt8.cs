using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Register tiles of dense layers with small weights: two vectors of outputs times one or four positions. Products go into sums of 16 bits, so that one
/// instruction multiplies the bytes of a whole vector and another one adds them; every so many steps these sums go into others of 32 bits.</summary>
/// <remarks>With 512 bits that is twice what 256-bit <c>vpdpbusd</c> does, for which there is no wider form in .NET 10; at 256 bits without VNNI it is four times as fast
/// as widening the bytes.</remarks>
[SkipLocalsInit]
internal static unsafe class LowBitTileInt8<TLanes, TPairs, TVector, TSign, TEpilogue>
    where TLanes : struct, IInt8Lanes<TVector>
    where TPairs : ILowBitPairs<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    /// <inheritdoc cref="IDenseTile.Row"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(byte* x, int count, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        var i = 0;
        for (; i + 4 <= count; i += 4)
        {
            Four(x, i, y + (i * tile.OutputStride), in panel, in tile, in epilogue);
        }

        if (i < count && count >= 4)
        {
            i = count - 4;
            Four(x, i, y + (i * tile.OutputStride), in panel, in tile, in epilogue);
            return;
        }

        for (; i < count; i++)
        {
            One(DensePositions.One(x, i, in tile), y + (i * tile.OutputStride), in panel, in tile, in epilogue);
        }
    }

    // Eight sums of 16 bits, eight of 32, two weights and a broadcast.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(byte* x, int position, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        var w = panel.Weights;
        var p = new DensePositions(x, position, in tile, 4);
        var left = tile.StepsPerSum;
        TVector a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
        TVector c0 = default, d0 = default, c1 = default, d1 = default, c2 = default, d2 = default, c3 = default, d3 = default;
        for (var run = 0; run < tile.Runs; run++)
        {
            nint k = tile.RunOffsets[run];
            var last = k + tile.LastStep;
            while (true)
            {
                var w0 = TLanes.Load(w);
                var w1 = TLanes.Load(w + (TLanes.Lanes * 4));
                var v = Unsigned(TLanes.Broadcast(p.X0 + k));
                c0 = TPairs.MultiplyAdd(c0, v, w0);
                d0 = TPairs.MultiplyAdd(d0, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X1 + k));
                c1 = TPairs.MultiplyAdd(c1, v, w0);
                d1 = TPairs.MultiplyAdd(d1, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X2 + k));
                c2 = TPairs.MultiplyAdd(c2, v, w0);
                d2 = TPairs.MultiplyAdd(d2, v, w1);
                v = Unsigned(TLanes.Broadcast(p.X3 + k));
                c3 = TPairs.MultiplyAdd(c3, v, w0);
                d3 = TPairs.MultiplyAdd(d3, v, w1);
                w += TLanes.Lanes * 8;
                if (--left == 0)
                {
                    left = tile.StepsPerSum;
                    a0 = TPairs.Widen(a0, c0);
                    b0 = TPairs.Widen(b0, d0);
                    a1 = TPairs.Widen(a1, c1);
                    b1 = TPairs.Widen(b1, d1);
                    a2 = TPairs.Widen(a2, c2);
                    b2 = TPairs.Widen(b2, d2);
                    a3 = TPairs.Widen(a3, c3);
                    b3 = TPairs.Widen(b3, d3);
                    c0 = d0 = c1 = d1 = c2 = d2 = c3 = d3 = default;
                }

                if (k == last)
                {
                    break;
                }

                k = Math.Min(k + 4, last);
            }
        }

        a0 = TPairs.Widen(a0, c0);
        b0 = TPairs.Widen(b0, d0);
        a1 = TPairs.Widen(a1, c1);
        b1 = TPairs.Widen(b1, d1);
        a2 = TPairs.Widen(a2, c2);
        b2 = TPairs.Widen(b2, d2);
        a3 = TPairs.Widen(a3, c3);
        b3 = TPairs.Widen(b3, d3);
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

    // Rows of fewer than four positions: rare, as such layers take other kernels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(byte* x, byte* y, in DensePanel panels, in DenseTileArguments tile, in TEpilogue epilogue)
    {
        var w = panels.Weights;
        var outputs = panels.Outputs;
        for (var o = panels.First; outputs > 0; o += 2 * TLanes.Lanes, outputs -= 2 * TLanes.Lanes, y += 2 * TLanes.Lanes * TEpilogue.OutputBytes)
        {
            TVector a = default, b = default;
            for (var run = 0; run < tile.Runs; run++)
            {
                var p = x + tile.RunOffsets[run];
                for (var last = p + tile.LastStep; ; p = p + 4 < last ? p + 4 : last)
                {
                    var v = Unsigned(TLanes.Broadcast(p));
                    a = TPairs.Widen(a, TPairs.MultiplyAdd(default, v, TLanes.Load(w)));
                    b = TPairs.Widen(b, TPairs.MultiplyAdd(default, v, TLanes.Load(w + (TLanes.Lanes * 4))));
                    w += TLanes.Lanes * 8;
                    if (p == last)
                    {
                        break;
                    }
                }
            }

            DenseEnding.One<TLanes, TVector, TEpilogue>(in epilogue, a, b, o, outputs, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Unsigned(TVector v) => TSign.Signed ? TLanes.FlipSigns(v) : v;
}
