using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Register tiles of planar layers: two vectors of positions times eight or four outputs. A quad of a vector of positions serves all outputs, whose
/// weights are broadcast, so no lane is idle however few outputs there are; sums start from the bias.</summary>
/// <remarks>As in <see cref="DenseTileInt8{TLanes, TVector, TSign, TEpilogue}"/>, nothing here knows its layer's shape, and nothing is called in the inner loops.</remarks>
[SkipLocalsInit]
internal static unsafe class PlanarTileInt8<TLanes, TVector, TBytes, TEnding>
    where TLanes : struct, IInt8Lanes<TVector>
    where TVector : struct
    where TBytes : struct
    where TEnding : struct, IPlanarEnding<TVector, TBytes>
{
    /// <summary>Positions of a tile.</summary>
    public static int Positions => 2 * TLanes.Lanes;

    /// <summary>All outputs of so many positions, of which there are <see cref="Positions"/> or more. The last tiles may repeat positions of the ones before.</summary>
    /// <param name="quads">The first position's first quad.</param>
    /// <param name="count">Number of positions.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="y">The first position's outputs.</param>
    /// <param name="tile">What all tiles share.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* quads, int count, sbyte* weights, int outputs, byte* y, in PlanarTileArguments tile)
    {
        var room = stackalloc byte[TEnding.Joins ? Positions * 16 : 0];
        for (var i = 0; ; i = Math.Min(i + Positions, count - Positions))
        {
            var x = quads + (i * 4);
            var target = y + (i * tile.OutputStride);
            var w = weights;
            var o = 0;
            if (TLanes.ManyRegisters)
            {
                if (outputs == 8)
                {
                    Eight(x, w, o, target, 8, in tile);
                    o += 8;
                }

                for (; o + 16 <= outputs; o += 16, w += 4 * tile.GroupBytes)
                {
                    if (!TEnding.Joins)
                    {
                        Eight(x, w, o, target + o, tile.OutputStride, in tile);
                        Eight(x, w + (2 * tile.GroupBytes), o + 8, target + o + 8, tile.OutputStride, in tile);
                        continue;
                    }

                    Eight(x, w, o, room, 8, in tile);
                    Eight(x, w + (2 * tile.GroupBytes), o + 8, room + (Positions * 8), 8, in tile);
                    TEnding.Join(room, room + (Positions * 8), target + o, tile.OutputStride);
                }
            }

            for (; o + 4 <= outputs; o += 4, w += tile.GroupBytes)
            {
                Four(x, w, o, target + o, tile.OutputStride, in tile);
            }

            if (o < outputs)
            {
                Few(x, w, o, outputs - o, target + o, in tile);
            }

            if (i + Positions == count)
            {
                return;
            }
        }
    }

    // Sixteen accumulators, two quads and a weight: needs 32 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight(byte* x, sbyte* weights, int output, byte* y, nint stride, in PlanarTileArguments tile)
    {
        var bias = tile.Bias + output;
        TVector a0 = TLanes.Broadcast((byte*)(bias + 0)), b0 = a0;
        TVector a1 = TLanes.Broadcast((byte*)(bias + 1)), b1 = a1;
        TVector a2 = TLanes.Broadcast((byte*)(bias + 2)), b2 = a2;
        TVector a3 = TLanes.Broadcast((byte*)(bias + 3)), b3 = a3;
        TVector a4 = TLanes.Broadcast((byte*)(bias + 4)), b4 = a4;
        TVector a5 = TLanes.Broadcast((byte*)(bias + 5)), b5 = a5;
        TVector a6 = TLanes.Broadcast((byte*)(bias + 6)), b6 = a6;
        TVector a7 = TLanes.Broadcast((byte*)(bias + 7)), b7 = a7;
        var second = weights + tile.GroupBytes;
        for (var end = second; weights < end; weights += 16, second += 16, x += tile.QuadStride)
        {
            var v0 = TLanes.Load(x);
            var v1 = TLanes.Load(x + (TLanes.Lanes * 4));
            var w = TLanes.Broadcast((byte*)(weights + 0));
            a0 = TLanes.MultiplyAdd(a0, v0, w);
            b0 = TLanes.MultiplyAdd(b0, v1, w);
            w = TLanes.Broadcast((byte*)(weights + 4));
            a1 = TLanes.MultiplyAdd(a1, v0, w);
            b1 = TLanes.MultiplyAdd(b1, v1, w);
            w = TLanes.Broadcast((byte*)(weights + 8));
            a2 = TLanes.MultiplyAdd(a2, v0, w);
            b2 = TLanes.MultiplyAdd(b2, v1, w);
            w = TLanes.Broadcast((byte*)(weights + 12));
            a3 = TLanes.MultiplyAdd(a3, v0, w);
            b3 = TLanes.MultiplyAdd(b3, v1, w);
            w = TLanes.Broadcast((byte*)(second + 0));
            a4 = TLanes.MultiplyAdd(a4, v0, w);
            b4 = TLanes.MultiplyAdd(b4, v1, w);
            w = TLanes.Broadcast((byte*)(second + 4));
            a5 = TLanes.MultiplyAdd(a5, v0, w);
            b5 = TLanes.MultiplyAdd(b5, v1, w);
            w = TLanes.Broadcast((byte*)(second + 8));
            a6 = TLanes.MultiplyAdd(a6, v0, w);
            b6 = TLanes.MultiplyAdd(b6, v1, w);
            w = TLanes.Broadcast((byte*)(second + 12));
            a7 = TLanes.MultiplyAdd(a7, v0, w);
            b7 = TLanes.MultiplyAdd(b7, v1, w);
        }

        TEnding.Store(
            TEnding.Requantize(in tile, a0, b0, a1, b1, a2, b2, a3, b3, output),
            TEnding.Requantize(in tile, a4, b4, a5, b5, a6, b6, a7, b7, output + 4),
            y,
            stride);
    }

    // Eight accumulators: fits 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(byte* x, sbyte* weights, int output, byte* y, nint stride, in PlanarTileArguments tile)
    {
        var bias = tile.Bias + output;
        TVector a0 = TLanes.Broadcast((byte*)(bias + 0)), b0 = a0;
        TVector a1 = TLanes.Broadcast((byte*)(bias + 1)), b1 = a1;
        TVector a2 = TLanes.Broadcast((byte*)(bias + 2)), b2 = a2;
        TVector a3 = TLanes.Broadcast((byte*)(bias + 3)), b3 = a3;
        for (var end = weights + tile.GroupBytes; weights < end; weights += 16, x += tile.QuadStride)
        {
            var v0 = TLanes.Load(x);
            var v1 = TLanes.Load(x + (TLanes.Lanes * 4));
            var w = TLanes.Broadcast((byte*)(weights + 0));
            a0 = TLanes.MultiplyAdd(a0, v0, w);
            b0 = TLanes.MultiplyAdd(b0, v1, w);
            w = TLanes.Broadcast((byte*)(weights + 4));
            a1 = TLanes.MultiplyAdd(a1, v0, w);
            b1 = TLanes.MultiplyAdd(b1, v1, w);
            w = TLanes.Broadcast((byte*)(weights + 8));
            a2 = TLanes.MultiplyAdd(a2, v0, w);
            b2 = TLanes.MultiplyAdd(b2, v1, w);
            w = TLanes.Broadcast((byte*)(weights + 12));
            a3 = TLanes.MultiplyAdd(a3, v0, w);
            b3 = TLanes.MultiplyAdd(b3, v1, w);
        }

        TEnding.Store(TEnding.Requantize(in tile, a0, b0, a1, b1, a2, b2, a3, b3, output), y, stride);
    }

    /// <summary>A group of fewer than four outputs, ended beside the output and brought there byte by byte.</summary>
    private static void Few(byte* x, sbyte* weights, int output, int outputs, byte* y, in PlanarTileArguments tile)
    {
        var room = stackalloc byte[Positions * 4];
        Four(x, weights, output, room, 4, in tile);
        for (var position = 0; position < Positions; position++, y += tile.OutputStride, room += 4)
        {
            for (var o = 0; o < outputs; o++)
            {
                y[o] = room[o];
            }
        }
    }
}
