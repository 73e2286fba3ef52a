using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Gather steps of 64 bytes each, multiplied in halves, as <c>vpdpbusd</c> is 256 bits wide in .NET 10.</summary>
/// <remarks>A single position is bound by reading the weights, so fuller steps matter more than fewer instructions; and where 512 bits take two ports
/// (<see cref="VectorPorts"/>), tiles of positions gain nothing from multiplying whole vectors either.</remarks>
[SkipLocalsInit]
internal static unsafe class GatherTileVnni512<TGather, TSign, TEpilogue>
    where TGather : IByteGather<Vector512<int>>
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    /// <summary>Some blocks for one position. Four steps are in flight, as one position alone cannot hide the latency of a multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Blocks(byte* x, GatherBlockSteps first, GatherBlock* block, int blocks, byte* y, in TEpilogue epilogue)
    {
        var steps = first.Steps;
        var offsets = first.Offsets;
        for (; blocks > 0; blocks--, block++)
        {
            Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            var step = block->Steps;
            for (; step >= 4; step -= 4, offsets += 4 * TGather.Windows, steps += 512)
            {
                Step(GatherOne(x, offsets, steps), steps, ref a0, ref a1);
                Step(GatherOne(x, offsets + TGather.Windows, steps + 128), steps + 128, ref b0, ref b1);
                Step(GatherOne(x, offsets + (2 * TGather.Windows), steps + 256), steps + 256, ref c0, ref c1);
                Step(GatherOne(x, offsets + (3 * TGather.Windows), steps + 384), steps + 384, ref d0, ref d1);
            }

            if (step >= 2)
            {
                Step(GatherOne(x, offsets, steps), steps, ref a0, ref a1);
                Step(GatherOne(x, offsets + TGather.Windows, steps + 128), steps + 128, ref b0, ref b1);
                step -= 2;
                offsets += 2 * TGather.Windows;
                steps += 256;
            }

            if (step > 0)
            {
                Step(GatherOne(x, offsets, steps), steps, ref c0, ref c1);
                offsets += TGather.Windows;
                steps += 128;
            }

            var sums = Both(a0 + b0 + (c0 + d0), a1 + b1 + (c1 + d1));
            GatherEnding.One<Int8Lanes512<Int8PairSafe>, Vector512<int>, TEpilogue>(in epilogue, sums, block, y);
        }
    }

    // Lower and upper sums of eight positions, indices and both halves of the weights: 19 of 32 registers.

    /// <inheritdoc cref="GatherTileInt8{TLanes, TGather, TVector, TSign, TEpilogue}.Eights"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Eights(
        byte* x, int tiles, int rowTiles, nint gap, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
    {
        var rest = rowTiles;
        for (; tiles > 0; tiles--, x += 8 * s, y += 8 * stride)
        {
            if (rest == 0)
            {
                rest = rowTiles;
                x += gap;
            }

            rest--;
            Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            Vector256<int> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
            var steps = packed.Steps;
            var offsets = packed.Offsets;
            for (var end = steps + ((nint)block.Steps * 128); steps != end; offsets += TGather.Windows, steps += 128)
            {
                var p = x + offsets[0];
                var q = p + (3 * s);
                var r = p + (6 * s);
                var p2 = x + offsets[TGather.Windows - 1];
                var q2 = p2 + (3 * s);
                var r2 = p2 + (6 * s);
                Step(Gather(p, p2, steps), steps, ref a0, ref a1);
                Step(Gather(p + s, p2 + s, steps), steps, ref b0, ref b1);
                Step(Gather(p + (2 * s), p2 + (2 * s), steps), steps, ref c0, ref c1);
                Step(Gather(q, q2, steps), steps, ref d0, ref d1);
                Step(Gather(p + (4 * s), p2 + (4 * s), steps), steps, ref e0, ref e1);
                Step(Gather(q + (2 * s), q2 + (2 * s), steps), steps, ref f0, ref f1);
                Step(Gather(r, r2, steps), steps, ref g0, ref g1);
                Step(Gather(q + (4 * s), q2 + (4 * s), steps), steps, ref h0, ref h1);
            }

            if (block.Count == 16)
            {
                epilogue.EndFour(Both(a0, a1), Both(b0, b1), Both(c0, c1), Both(d0, d1), block.First, y, stride);
                epilogue.EndFour(Both(e0, e1), Both(f0, f1), Both(g0, g1), Both(h0, h1), block.First, y + (4 * stride), stride);
                continue;
            }

            Unsafe.SkipInit(out Int8TileSums<Vector512<int>> sums);
            sums[0] = Both(a0, a1);
            sums[1] = Both(b0, b1);
            sums[2] = Both(c0, c1);
            sums[3] = Both(d0, d1);
            sums[4] = Both(e0, e1);
            sums[5] = Both(f0, f1);
            sums[6] = Both(g0, g1);
            sums[7] = Both(h0, h1);
            GatherEnding.Few<Int8Lanes512<Int8PairSafe>, Vector512<int>, TEpilogue>(in epilogue, in sums, 8, in block, y, stride);
        }
    }

    /// <summary>One block for four positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Four(byte* x, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
    {
        Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        var steps = packed.Steps;
        var offsets = packed.Offsets;
        for (var end = steps + ((nint)block.Steps * 128); steps != end; offsets += TGather.Windows, steps += 128)
        {
            var p = x + offsets[0];
            var p2 = x + offsets[TGather.Windows - 1];
            Step(Gather(p, p2, steps), steps, ref a0, ref a1);
            Step(Gather(p + s, p2 + s, steps), steps, ref b0, ref b1);
            Step(Gather(p + (2 * s), p2 + (2 * s), steps), steps, ref c0, ref c1);
            Step(Gather(p + (3 * s), p2 + (3 * s), steps), steps, ref d0, ref d1);
        }

        if (block.Count == 16)
        {
            epilogue.EndFour(Both(a0, a1), Both(b0, b1), Both(c0, c1), Both(d0, d1), block.First, y, stride);
            return;
        }

        Unsafe.SkipInit(out Int8TileSums<Vector512<int>> sums);
        sums[0] = Both(a0, a1);
        sums[1] = Both(b0, b1);
        sums[2] = Both(c0, c1);
        sums[3] = Both(d0, d1);
        GatherEnding.Few<Int8Lanes512<Int8PairSafe>, Vector512<int>, TEpilogue>(in epilogue, in sums, 4, in block, y, stride);
    }

    /// <summary>One instruction, where creating a vector from two halves takes a load and two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Both(Vector256<int> lower, Vector256<int> upper) => lower.ToVector512Unsafe().WithUpper(upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(Vector512<byte> bytes, byte* steps, ref Vector256<int> lower, ref Vector256<int> upper)
    {
        lower = AvxVnni.MultiplyWideningAndAdd(lower, bytes.GetLower(), Vector256.Load((sbyte*)steps + 64));
        upper = AvxVnni.MultiplyWideningAndAdd(upper, bytes.GetUpper(), Vector256.Load((sbyte*)steps + 96));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> GatherOne(byte* x, int* offsets, byte* indices) => Gather(x + offsets[0], x + offsets[TGather.Windows - 1], indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Gather(byte* first, byte* second, byte* indices)
    {
        var bytes = TGather.Gather(first, second, Vector512.Load((int*)indices)).AsByte();
        return TSign.Signed ? bytes ^ Vector512.Create((byte)0x80) : bytes;
    }
}
