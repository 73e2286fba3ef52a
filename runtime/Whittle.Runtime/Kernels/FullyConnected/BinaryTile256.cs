using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Sums of the inputs whose bit is set, 16 outputs at a time.</summary>
/// <remarks>A line holds 16 outputs times 32 inputs: bit s of byte 4r + i belongs to input 4s + i of output r. A step multiplies 0 or 1 with
/// <c>vpmaddubsw</c>: two products make at most 510 in 16 bits, so 64 steps fit, and no VNNI is needed.</remarks>
internal static unsafe class BinaryTile256<TSign>
    where TSign : IInt8Sign
{
    // Each of two sums gets every other step.
    private const int LinesPerSum = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panels(byte* x, int whole, byte* tail, byte* bits, int panels, int* y)
    {
        var bytes = (nint)(tail is null ? whole : whole + 1) * 64;
        for (; panels > 0; panels--, bits += bytes, y += 16)
        {
            One(x, whole, tail, bits, y);
        }
    }

    // a of the first eight outputs, b of the others, for even and odd steps.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(byte* x, int lines, byte* tail, byte* p, int* y)
    {
        Vector256<int> a = default, b = default;
        while (true)
        {
            while (lines > 0)
            {
                Vector256<short> a0 = default, a1 = default, b0 = default, b1 = default;
                var end = p + (64 * Math.Min(lines, LinesPerSum));
                lines -= LinesPerSum;
                for (; p != end; p += 64, x += 32)
                {
                    var r = Vector256.Load(p).AsUInt16();
                    var s = Vector256.Load(p + 32).AsUInt16();
                    Step(x, r, s, ref a0, ref b0);
                    Step(x + 4, r >>> 1, s >>> 1, ref a1, ref b1);
                    Step(x + 8, r >>> 2, s >>> 2, ref a0, ref b0);
                    Step(x + 12, r >>> 3, s >>> 3, ref a1, ref b1);
                    Step(x + 16, r >>> 4, s >>> 4, ref a0, ref b0);
                    Step(x + 20, r >>> 5, s >>> 5, ref a1, ref b1);
                    Step(x + 24, r >>> 6, s >>> 6, ref a0, ref b0);
                    Step(x + 28, r >>> 7, s >>> 7, ref a1, ref b1);
                }

                var ones = Vector256.Create((short)1);
                a += Avx2.MultiplyAddAdjacent(a0, ones) + Avx2.MultiplyAddAdjacent(a1, ones);
                b += Avx2.MultiplyAddAdjacent(b0, ones) + Avx2.MultiplyAddAdjacent(b1, ones);
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
        b.Store(y + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(byte* x, Vector256<ushort> r, Vector256<ushort> s, ref Vector256<short> a, ref Vector256<short> b)
    {
        var one = Vector256.Create((byte)1);
        var four = Vector256.Create(Unsafe.ReadUnaligned<int>(x)).AsByte();
        four = TSign.Signed ? four ^ Vector256.Create((byte)0x80) : four;
        a += Avx2.MultiplyAddAdjacent(four, (r.AsByte() & one).AsSByte());
        b += Avx2.MultiplyAddAdjacent(four, (s.AsByte() & one).AsSByte());
    }
}
