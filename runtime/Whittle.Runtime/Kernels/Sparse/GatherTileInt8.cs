using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Register tiles of gather steps: a lane is a row, its four bytes are the row's slots. The indices and weights of a step serve up to eight positions.</summary>
/// <remarks>Nothing here knows its layer's shape: one JIT compilation serves all layers.</remarks>
internal static unsafe class GatherTileInt8<TLanes, TGather, TVector, TSign>
    where TLanes : IInt8Lanes<TVector>
    where TGather : IByteGather<TVector>
    where TVector : struct
    where TSign : IInt8Sign
{
    /// <summary>One block for at least four positions of a row. The last tile may repeat positions of the one before.</summary>
    /// <param name="x">First byte of the first position.</param>
    /// <param name="count">Number of positions.</param>
    /// <param name="block">The block's steps.</param>
    /// <param name="y">Sums of the first position for the block's first lane.</param>
    /// <param name="positionStride">From a position's bytes to the next one's.</param>
    /// <param name="sumStride">From a position's sums to the next one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(byte* x, int count, GatherBlockSteps block, int* y, nint positionStride, nint sumStride)
    {
        var i = count / 8 * 8;
        if (i > 0)
        {
            Eights(x, i / 8, block, y, positionStride, sumStride);
        }

        var rest = count - i;
        if (rest > 5 && i > 0)
        {
            Eights(x + ((count - 8) * positionStride), 1, block, y + ((count - 8) * sumStride), positionStride, sumStride);
            return;
        }

        if (rest >= 4)
        {
            Four(x + (i * positionStride), block, y + (i * sumStride), positionStride, sumStride);
            rest -= 4;
        }

        if (rest > 1)
        {
            Four(x + ((count - 4) * positionStride), block, y + ((count - 4) * sumStride), positionStride, sumStride);
        }
        else if (rest == 1)
        {
            var steps = block.Count;
            Blocks(x + ((count - 1) * positionStride), block.Steps, block.Offsets, &steps, 1, y + ((count - 1) * sumStride));
        }
    }

    /// <summary>All blocks for one position. Two steps are in flight, as one position alone cannot hide the latency of a multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Blocks(byte* x, byte* steps, int* offsets, int* stepsOfBlock, int blocks, int* y)
    {
        var bytes = TLanes.Lanes * 4;
        for (; blocks > 0; blocks--, stepsOfBlock++, y += TLanes.Lanes)
        {
            TVector a = default, b = default;
            var step = *stepsOfBlock;
            for (; step > 1; step -= 2, offsets += 2, steps += 4 * bytes)
            {
                a = TLanes.MultiplyAdd(a, Gather(x + offsets[0], TLanes.Load(steps)), TLanes.Load(steps + bytes));
                b = TLanes.MultiplyAdd(b, Gather(x + offsets[1], TLanes.Load(steps + (2 * bytes))), TLanes.Load(steps + (3 * bytes)));
            }

            if (step > 0)
            {
                a = TLanes.MultiplyAdd(a, Gather(x + offsets[0], TLanes.Load(steps)), TLanes.Load(steps + bytes));
                offsets++;
                steps += 2 * bytes;
            }

            TLanes.Store(TLanes.Add(a, b), y);
        }
    }

    // Eight accumulators, indices and weights; p, q and r reach all positions by scaled addressing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eights(byte* x, int tiles, GatherBlockSteps block, int* y, nint s, nint sumStride)
    {
        var bytes = TLanes.Lanes * 4;
        for (; tiles > 0; tiles--, x += 8 * s, y += 8 * sumStride)
        {
            TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
            var steps = block.Steps;
            var offsets = block.Offsets;
            for (var end = offsets + block.Count; offsets != end; offsets++, steps += 2 * bytes)
            {
                var indices = TLanes.Load(steps);
                var weights = TLanes.Load(steps + bytes);
                var p = x + *offsets;
                var q = p + (3 * s);
                var r = p + (6 * s);
                a0 = TLanes.MultiplyAdd(a0, Gather(p, indices), weights);
                a1 = TLanes.MultiplyAdd(a1, Gather(p + s, indices), weights);
                a2 = TLanes.MultiplyAdd(a2, Gather(p + (2 * s), indices), weights);
                a3 = TLanes.MultiplyAdd(a3, Gather(q, indices), weights);
                a4 = TLanes.MultiplyAdd(a4, Gather(p + (4 * s), indices), weights);
                a5 = TLanes.MultiplyAdd(a5, Gather(q + (2 * s), indices), weights);
                a6 = TLanes.MultiplyAdd(a6, Gather(r, indices), weights);
                a7 = TLanes.MultiplyAdd(a7, Gather(q + (4 * s), indices), weights);
            }

            TLanes.Store(a0, y);
            TLanes.Store(a1, y + sumStride);
            TLanes.Store(a2, y + (2 * sumStride));
            TLanes.Store(a3, y + (3 * sumStride));
            TLanes.Store(a4, y + (4 * sumStride));
            TLanes.Store(a5, y + (5 * sumStride));
            TLanes.Store(a6, y + (6 * sumStride));
            TLanes.Store(a7, y + (7 * sumStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(byte* x, GatherBlockSteps block, int* y, nint s, nint sumStride)
    {
        var bytes = TLanes.Lanes * 4;
        TVector a0 = default, a1 = default, a2 = default, a3 = default;
        var steps = block.Steps;
        var offsets = block.Offsets;
        for (var end = offsets + block.Count; offsets != end; offsets++, steps += 2 * bytes)
        {
            var indices = TLanes.Load(steps);
            var weights = TLanes.Load(steps + bytes);
            var p = x + *offsets;
            a0 = TLanes.MultiplyAdd(a0, Gather(p, indices), weights);
            a1 = TLanes.MultiplyAdd(a1, Gather(p + s, indices), weights);
            a2 = TLanes.MultiplyAdd(a2, Gather(p + (2 * s), indices), weights);
            a3 = TLanes.MultiplyAdd(a3, Gather(p + (3 * s), indices), weights);
        }

        TLanes.Store(a0, y);
        TLanes.Store(a1, y + sumStride);
        TLanes.Store(a2, y + (2 * sumStride));
        TLanes.Store(a3, y + (3 * sumStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gather(byte* window, TVector indices)
    {
        var bytes = TGather.Gather(window, indices);
        return TSign.Signed ? TLanes.FlipSigns(bytes) : bytes;
    }
}
