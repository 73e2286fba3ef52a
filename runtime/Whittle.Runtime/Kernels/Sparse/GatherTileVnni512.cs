using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Gather steps for one position, of 64 bytes each, multiplied in halves, as <c>vpdpbusd</c> is 256 bits wide in .NET 10. Two steps are in flight.
/// A single position is bound by reading the weights, so fuller steps matter more than fewer instructions.</summary>
internal static unsafe class GatherTileVnni512<TGather, TSign>
    where TGather : IByteGather<Vector512<int>>
    where TSign : IInt8Sign
{
    /// <summary>Blocks have an even number of steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Blocks(byte* x, byte* steps, int* offsets, int* stepsOfBlock, int blocks, int* y)
    {
        for (; blocks > 0; blocks--, stepsOfBlock++, y += 16)
        {
            Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default;
            for (var step = *stepsOfBlock; step > 0; step -= 2, offsets += 2, steps += 256)
            {
                var g = Gather(x + offsets[0], steps);
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, g.GetLower(), Vector256.Load((sbyte*)steps + 64));
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, g.GetUpper(), Vector256.Load((sbyte*)steps + 96));
                var h = Gather(x + offsets[1], steps + 128);
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, h.GetLower(), Vector256.Load((sbyte*)steps + 192));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, h.GetUpper(), Vector256.Load((sbyte*)steps + 224));
            }

            (a0 + b0).Store(y);
            (a1 + b1).Store(y + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Gather(byte* window, byte* indices)
    {
        var bytes = TGather.Gather(window, Vector512.Load((int*)indices)).AsByte();
        return TSign.Signed ? bytes ^ Vector512.Create((byte)0x80) : bytes;
    }
}
