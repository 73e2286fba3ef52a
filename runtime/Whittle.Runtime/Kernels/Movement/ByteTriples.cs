using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Three planes of bytes into triples, 21 at a time: two table look-ups over whole registers place 63 bytes.</summary>
internal static class ByteTriples
{
    /// <summary>Triples that one 512-bit store completes; its last byte is overwritten by the next.</summary>
    private const int Step = 21;

    /// <summary>Interleaves as many triples as whole vectors allow, and answers how many; 0 where the processor has no byte permutation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Interleave(ref byte first, ref byte second, ref byte third, ref byte destination, int count)
    {
        if (!Avx512Vbmi.IsSupported)
        {
            return 0;
        }

        // Byte 3k takes lane k of the first plane, 3k + 1 lane k of the second (64 + k in the joined table), 3k + 2 lane k of the third.
        Span<byte> joined = stackalloc byte[64];
        Span<byte> last = stackalloc byte[64];
        Span<byte> isLast = stackalloc byte[64];
        for (var i = 0; i < joined.Length; i++)
        {
            joined[i] = (byte)((i / 3) + (i % 3 == 1 ? 64 : 0));
            last[i] = (byte)(i / 3);
            isLast[i] = (byte)(i % 3 == 2 ? 255 : 0);
        }

        var (pairs, thirds, mask) = (Vector512.Create<byte>(joined), Vector512.Create<byte>(last), Vector512.Create<byte>(isLast));
        var done = 0;
        for (; done + Vector512<byte>.Count <= count; done += Step)
        {
            var two = Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref first, (nuint)done), pairs, Vector512.LoadUnsafe(ref second, (nuint)done));
            var one = Avx512Vbmi.PermuteVar64x8(Vector512.LoadUnsafe(ref third, (nuint)done), thirds);
            Vector512.ConditionalSelect(mask, one, two).StoreUnsafe(ref destination, (nuint)(3 * done));
        }

        return done;
    }
}
