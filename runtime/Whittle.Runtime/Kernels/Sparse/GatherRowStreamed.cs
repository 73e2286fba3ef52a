using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Gather steps of 64 bytes for one position, multiplied in halves, with as few loads as can be (<see cref="StreamedSteps"/>).</summary>
/// <remarks>Weights are loaded at once and their upper half extracted. Measured on an Emerald Rapids core, steps from the second-level cache: 4.0 cycles a step
/// instead of 4.5, and 3.6 with <see cref="ShiftedWindows"/>; reading alone takes 2.7. While a neighbour uses the same core's ports, nothing is won or
/// lost.</remarks>
[SkipLocalsInit]
internal static unsafe class GatherRowStreamed<TGather, TSign, TEpilogue>
    where TGather : IByteGather<Vector512<int>>
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    // A step takes longer than half the latency of a multiplication: two chains hide it, and more take longer to begin and to add up.

    /// <inheritdoc cref="IGatherTile.Blocks"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Blocks(byte* x, GatherBlockSteps first, GatherBlock* block, int blocks, byte* y, in TEpilogue epilogue)
    {
        var steps = first.Steps;
        var offsets = first.Offsets;
        for (; blocks > 0; blocks--, block++)
        {
            Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default;
            var step = block->Steps;
            for (; step > 1; step -= 2, offsets += 2 * TGather.Windows, steps += 256)
            {
                // What comes from afar is asked for first.
                var (indicesA, weightsA) = (Vector512.Load((int*)steps), Vector512.Load((sbyte*)steps + 64));
                var (indicesB, weightsB) = (Vector512.Load((int*)(steps + 128)), Vector512.Load((sbyte*)steps + 192));
                MultiplyAdd(Gather(x, offsets, indicesA), weightsA, ref a0, ref a1);
                MultiplyAdd(Gather(x, offsets + TGather.Windows, indicesB), weightsB, ref b0, ref b1);
            }

            if (step > 0)
            {
                MultiplyAdd(Gather(x, offsets, Vector512.Load((int*)steps)), Vector512.Load((sbyte*)steps + 64), ref a0, ref a1);
                offsets += TGather.Windows;
                steps += 128;
            }

            var sums = (a0 + b0).ToVector512Unsafe().WithUpper(a1 + b1);
            GatherEnding.One<Int8Lanes512<Int8PairSafe>, Vector512<int>, TEpilogue>(in epilogue, sums, block, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Gather(byte* x, int* offsets, Vector512<int> indices)
    {
        var bytes = TGather.Gather(x + offsets[0], x + offsets[TGather.Windows - 1], indices).AsByte();
        return TSign.Signed ? bytes ^ Vector512.Create((byte)0x80) : bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(Vector512<byte> bytes, Vector512<sbyte> weights, ref Vector256<int> lower, ref Vector256<int> upper)
    {
        lower = AvxVnni.MultiplyWideningAndAdd(lower, bytes.GetLower(), weights.GetLower());
        upper = AvxVnni.MultiplyWideningAndAdd(upper, bytes.GetUpper(), weights.GetUpper());
    }
}
