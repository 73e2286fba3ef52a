using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Gather steps for one position, of 64 bytes each, multiplied in halves, as <c>vpdpbusd</c> is 256 bits wide in .NET 10. Two steps are in flight.
/// A single position is bound by reading the weights, so fuller steps matter more than fewer instructions.</summary>
internal static unsafe class GatherTileVnni512<TGather, TSign, TEpilogue>
    where TGather : IByteGather<Vector512<int>>
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    /// <summary>Some blocks, all of which have an even number of steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Blocks(byte* x, GatherBlockSteps first, GatherBlock* block, int blocks, byte* y, in TEpilogue epilogue)
    {
        var steps = first.Steps;
        var offsets = first.Offsets;
        for (; blocks > 0; blocks--, block++)
        {
            Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default;
            for (var step = block->Steps; step > 0; step -= 2, offsets += 2, steps += 256)
            {
                var g = Gather(x + offsets[0], steps);
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, g.GetLower(), Vector256.Load((sbyte*)steps + 64));
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, g.GetUpper(), Vector256.Load((sbyte*)steps + 96));
                var h = Gather(x + offsets[1], steps + 128);
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, h.GetLower(), Vector256.Load((sbyte*)steps + 192));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, h.GetUpper(), Vector256.Load((sbyte*)steps + 224));
            }

            var sums = Vector512.Create(a0 + b0, a1 + b1);
            GatherEnding.One<Int8Lanes512<Int8PairSafe>, Vector512<int>, TEpilogue>(in epilogue, sums, block, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Gather(byte* window, byte* indices)
    {
        var bytes = TGather.Gather(window, Vector512.Load((int*)indices)).AsByte();
        return TSign.Signed ? bytes ^ Vector512.Create((byte)0x80) : bytes;
    }
}
