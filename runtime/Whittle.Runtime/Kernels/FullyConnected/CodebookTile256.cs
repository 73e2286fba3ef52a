using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Codebook indices decoded 32 at a time by <c>vpshufb</c> and multiplied by <c>vpdpbusd</c>, in 16 registers.</summary>
/// <remarks>A line holds 16 outputs times 8 inputs: byte 4r + i has input i of output r in its low half, and input 4 + i in its high half.</remarks>
internal static unsafe class CodebookTile256<TSign>
    where TSign : IInt8Sign
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panels(byte* x, int whole, byte* tail, byte* indices, Vector128<sbyte> codebook, int panels, int* y)
    {
        var book = Vector256.Create(codebook, codebook);
        var bytes = (nint)(tail is null ? whole : whole + 1) * 64;
        for (; panels >= 2; panels -= 2, indices += 2 * bytes, y += 32)
        {
            Two(x, whole, tail, indices, indices + bytes, book, y);
        }

        if (panels > 0)
        {
            // The same panel twice: the second result is the first one's, and is written over it.
            Two(x, whole, tail, indices, indices, book, y, second: 0);
        }
    }

    // Accumulators: a, b of the first panel for inputs 0-3 and 4-7 of a line; c, d of the second; each in halves of eight outputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Two(byte* x, int lines, byte* tail, byte* p, byte* q, Vector256<sbyte> book, int* y, int second = 16)
    {
        Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        var mask = Vector256.Create((byte)15);
        while (true)
        {
            for (; lines > 0; lines--, x += 8, p += 64, q += 64)
            {
                var v = Broadcast(x);
                var u = Broadcast(x + 4);
                var r = Vector256.Load(p);
                var s = Vector256.Load(p + 32);
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, v, Avx2.Shuffle(book, (r & mask).AsSByte()));
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, v, Avx2.Shuffle(book, (s & mask).AsSByte()));
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, u, Avx2.Shuffle(book, ((r.AsUInt16() >>> 4).AsByte() & mask).AsSByte()));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, u, Avx2.Shuffle(book, ((s.AsUInt16() >>> 4).AsByte() & mask).AsSByte()));
                r = Vector256.Load(q);
                s = Vector256.Load(q + 32);
                c0 = AvxVnni.MultiplyWideningAndAdd(c0, v, Avx2.Shuffle(book, (r & mask).AsSByte()));
                c1 = AvxVnni.MultiplyWideningAndAdd(c1, v, Avx2.Shuffle(book, (s & mask).AsSByte()));
                d0 = AvxVnni.MultiplyWideningAndAdd(d0, u, Avx2.Shuffle(book, ((r.AsUInt16() >>> 4).AsByte() & mask).AsSByte()));
                d1 = AvxVnni.MultiplyWideningAndAdd(d1, u, Avx2.Shuffle(book, ((s.AsUInt16() >>> 4).AsByte() & mask).AsSByte()));
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

        (a0 + b0).Store(y);
        (a1 + b1).Store(y + 8);
        (c0 + d0).Store(y + second);
        (c1 + d1).Store(y + second + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Broadcast(byte* x)
    {
        var four = Vector256.Create(Unsafe.ReadUnaligned<int>(x)).AsByte();
        return TSign.Signed ? four ^ Vector256.Create((byte)0x80) : four;
    }
}
