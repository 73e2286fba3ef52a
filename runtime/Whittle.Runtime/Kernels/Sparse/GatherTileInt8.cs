using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Register tiles of gather steps: a lane is a row, its four bytes are the row's slots. The indices and weights of a step serve up to eight positions.</summary>
/// <remarks>Nothing here knows its layer's shape: one JIT compilation serves all layers.</remarks>
[SkipLocalsInit]
internal static unsafe class GatherTileInt8<TLanes, TGather, TVector, TSign, TEpilogue>
    where TLanes : struct, IInt8Lanes<TVector>
    where TGather : IByteGather<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    /// <summary>Some blocks for one position. Two steps are in flight, as one position alone cannot hide the latency of a multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Blocks(byte* x, GatherBlockSteps first, GatherBlock* block, int blocks, byte* y, in TEpilogue epilogue)
    {
        var bytes = TLanes.Lanes * 4;
        var steps = first.Steps;
        var offsets = first.Offsets;
        for (; blocks > 0; blocks--, block++)
        {
            TVector a = default, b = default;
            var step = block->Steps;
            for (; step > 1; step -= 2, offsets += 2 * TGather.Windows, steps += 4 * bytes)
            {
                a = TLanes.MultiplyAdd(a, GatherOne(x, offsets, TLanes.Load(steps)), TLanes.Load(steps + bytes));
                b = TLanes.MultiplyAdd(b, GatherOne(x, offsets + TGather.Windows, TLanes.Load(steps + (2 * bytes))), TLanes.Load(steps + (3 * bytes)));
            }

            if (step > 0)
            {
                a = TLanes.MultiplyAdd(a, GatherOne(x, offsets, TLanes.Load(steps)), TLanes.Load(steps + bytes));
                offsets += TGather.Windows;
                steps += 2 * bytes;
            }

            GatherEnding.One<TLanes, TVector, TEpilogue>(in epilogue, TLanes.Add(a, b), block, y);
        }
    }

    /// <summary>One block for rows of whole tiles of eight positions.</summary>
    /// <param name="x">First byte of the first position.</param>
    /// <param name="tiles">Number of tiles.</param>
    /// <param name="rowTiles">Tiles of a row.</param>
    /// <param name="gap">Bytes from the position behind a row's last one to the next row's first.</param>
    /// <param name="packed">The block's steps.</param>
    /// <param name="block">The block.</param>
    /// <param name="y">Outputs of the first position, from the block's first on.</param>
    /// <param name="s">From a position's bytes to the next one's.</param>
    /// <param name="stride">From a position's outputs to the next one's, in bytes.</param>
    /// <param name="epilogue">The ending.</param>
    /// <remarks>Eight accumulators, indices and weights; p, q and r reach all positions by scaled addressing.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Eights(
        byte* x, int tiles, int rowTiles, nint gap, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
    {
        var bytes = TLanes.Lanes * 4;
        var rest = rowTiles;
        for (; tiles > 0; tiles--, x += 8 * s, y += 8 * stride)
        {
            if (rest == 0)
            {
                rest = rowTiles;
                x += gap;
            }

            rest--;
            TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
            var steps = packed.Steps;
            var offsets = packed.Offsets;
            for (var end = steps + ((nint)block.Steps * 2 * bytes); steps != end; offsets += TGather.Windows, steps += 2 * bytes)
            {
                var indices = TLanes.Load(steps);
                var weights = TLanes.Load(steps + bytes);
                var p = x + offsets[0];
                var q = p + (3 * s);
                var r = p + (6 * s);
                var p2 = x + offsets[TGather.Windows - 1];
                var q2 = p2 + (3 * s);
                var r2 = p2 + (6 * s);
                a0 = TLanes.MultiplyAdd(a0, Gather(p, p2, indices), weights);
                a1 = TLanes.MultiplyAdd(a1, Gather(p + s, p2 + s, indices), weights);
                a2 = TLanes.MultiplyAdd(a2, Gather(p + (2 * s), p2 + (2 * s), indices), weights);
                a3 = TLanes.MultiplyAdd(a3, Gather(q, q2, indices), weights);
                a4 = TLanes.MultiplyAdd(a4, Gather(p + (4 * s), p2 + (4 * s), indices), weights);
                a5 = TLanes.MultiplyAdd(a5, Gather(q + (2 * s), q2 + (2 * s), indices), weights);
                a6 = TLanes.MultiplyAdd(a6, Gather(r, r2, indices), weights);
                a7 = TLanes.MultiplyAdd(a7, Gather(q + (4 * s), q2 + (4 * s), indices), weights);
            }

            if (block.Count == TLanes.Lanes)
            {
                if (typeof(TVector) == typeof(Vector512<int>))
                {
                    epilogue.EndFour(Wide(a0), Wide(a1), Wide(a2), Wide(a3), block.First, y, stride);
                    epilogue.EndFour(Wide(a4), Wide(a5), Wide(a6), Wide(a7), block.First, y + (4 * stride), stride);
                    continue;
                }

                if (typeof(TVector) == typeof(Vector256<int>))
                {
                    epilogue.EndFour(Half(a0), Half(a1), Half(a2), Half(a3), block.First, y, stride);
                    epilogue.EndFour(Half(a4), Half(a5), Half(a6), Half(a7), block.First, y + (4 * stride), stride);
                    continue;
                }

                TLanes.End(in epilogue, a0, block.First, y);
                TLanes.End(in epilogue, a1, block.First, y + stride);
                TLanes.End(in epilogue, a2, block.First, y + (2 * stride));
                TLanes.End(in epilogue, a3, block.First, y + (3 * stride));
                TLanes.End(in epilogue, a4, block.First, y + (4 * stride));
                TLanes.End(in epilogue, a5, block.First, y + (5 * stride));
                TLanes.End(in epilogue, a6, block.First, y + (6 * stride));
                TLanes.End(in epilogue, a7, block.First, y + (7 * stride));
                continue;
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
            GatherEnding.Few<TLanes, TVector, TEpilogue>(in epilogue, in sums, 8, in block, y, stride);
        }
    }

    /// <summary>One block for four positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four(byte* x, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
    {
        var bytes = TLanes.Lanes * 4;
        TVector a0 = default, a1 = default, a2 = default, a3 = default;
        var steps = packed.Steps;
        var offsets = packed.Offsets;
        for (var end = steps + ((nint)block.Steps * 2 * bytes); steps != end; offsets += TGather.Windows, steps += 2 * bytes)
        {
            var indices = TLanes.Load(steps);
            var weights = TLanes.Load(steps + bytes);
            var p = x + offsets[0];
            var p2 = x + offsets[TGather.Windows - 1];
            a0 = TLanes.MultiplyAdd(a0, Gather(p, p2, indices), weights);
            a1 = TLanes.MultiplyAdd(a1, Gather(p + s, p2 + s, indices), weights);
            a2 = TLanes.MultiplyAdd(a2, Gather(p + (2 * s), p2 + (2 * s), indices), weights);
            a3 = TLanes.MultiplyAdd(a3, Gather(p + (3 * s), p2 + (3 * s), indices), weights);
        }

        Unsafe.SkipInit(out Int8TileSums<TVector> sums);
        sums[0] = a0;
        sums[1] = a1;
        sums[2] = a2;
        sums[3] = a3;
        GatherEnding.Few<TLanes, TVector, TEpilogue>(in epilogue, in sums, 4, in block, y, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Wide(TVector vector) => Unsafe.BitCast<TVector, Vector512<int>>(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Half(TVector vector) => Unsafe.BitCast<TVector, Vector256<int>>(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector GatherOne(byte* x, int* offsets, TVector indices) => Gather(x + offsets[0], x + offsets[TGather.Windows - 1], indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gather(byte* first, byte* second, TVector indices)
    {
        var bytes = TGather.Gather(first, second, indices);
        return TSign.Signed ? TLanes.FlipSigns(bytes) : bytes;
    }
}
