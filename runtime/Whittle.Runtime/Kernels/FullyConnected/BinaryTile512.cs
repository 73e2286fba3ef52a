using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Sums of the inputs whose bit is set, 16 outputs at a time.</summary>
/// <remarks>A line holds 16 outputs times 32 inputs: bit s of byte 4r + i belongs to input 4s + i of output r. A step multiplies 0 or 1 with
/// <c>vpmaddubsw</c>: two products make at most 510 in 16 bits, so 64 steps fit, and no VNNI is needed.</remarks>
internal static unsafe class BinaryTile512<TSign>
    where TSign : IInt8Sign
{
    // Each of two sums gets every other step.
    private const int LinesPerSum = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panels(byte* x, int whole, byte* tail, byte* bits, int panels, int* y)
    {
        var bytes = (nint)(tail is null ? whole : whole + 1) * 64;
        for (; panels >= 2; panels -= 2, bits += 2 * bytes, y += 32)
        {
            Two(x, whole, tail, bits, bits + bytes, y, y + 16);
        }

        if (panels > 0)
        {
            Two(x, whole, tail, bits, bits, y, y);
        }
    }

    // a of the first panel, b of the second, for even and odd steps.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Two(byte* x, int lines, byte* tail, byte* p, byte* q, int* y, int* z)
    {
        Vector512<int> a = default, b = default;
        while (true)
        {
            while (lines > 0)
            {
                Vector512<short> a0 = default, a1 = default, b0 = default, b1 = default;
                var end = p + (64 * Math.Min(lines, LinesPerSum));
                lines -= LinesPerSum;
                for (; p != end; p += 64, q += 64, x += 32)
                {
                    var r = Vector512.Load(p).AsUInt16();
                    var s = Vector512.Load(q).AsUInt16();
                    Step(x, r, s, ref a0, ref b0);
                    Step(x + 4, r >>> 1, s >>> 1, ref a1, ref b1);
                    Step(x + 8, r >>> 2, s >>> 2, ref a0, ref b0);
                    Step(x + 12, r >>> 3, s >>> 3, ref a1, ref b1);
                    Step(x + 16, r >>> 4, s >>> 4, ref a0, ref b0);
                    Step(x + 20, r >>> 5, s >>> 5, ref a1, ref b1);
                    Step(x + 24, r >>> 6, s >>> 6, ref a0, ref b0);
                    Step(x + 28, r >>> 7, s >>> 7, ref a1, ref b1);
                }

                var ones = Vector512.Create((short)1);
                a += Avx512BW.MultiplyAddAdjacent(a0, ones) + Avx512BW.MultiplyAddAdjacent(a1, ones);
                b += Avx512BW.MultiplyAddAdjacent(b0, ones) + Avx512BW.MultiplyAddAdjacent(b1, ones);
            }

            if (tail is null)
            {
                break;
            }

            // Once more, for the last line.
            x = tail;
            tail = null;
            lines = 1;
        }

        a.Store(y);
        b.Store(z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(byte* x, Vector512<ushort> r, Vector512<ushort> s, ref Vector512<short> a, ref Vector512<short> b)
    {
        var one = Vector512.Create((byte)1);
        var four = Vector512.Create(Unsafe.ReadUnaligned<int>(x)).AsByte();
        four = TSign.Signed ? four ^ Vector512.Create((byte)0x80) : four;
        a += Avx512BW.MultiplyAddAdjacent(four, (r.AsByte() & one).AsSByte());
        b += Avx512BW.MultiplyAddAdjacent(four, (s.AsByte() & one).AsSByte());
    }
}
