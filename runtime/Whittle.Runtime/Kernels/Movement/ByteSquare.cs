using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Turns a square of 8 × 8 bytes in eight 64-bit registers: no vector instructions, so equally on every machine.</summary>
internal static class ByteSquare
{
    internal const int Side = 8;

    /// <summary>destination[r · destinationStride + c] = source[c · sourceStride + r] for r and c below 8, on a little-endian machine.</summary>
    /// <remarks>Three rounds swap the off-diagonal blocks of 4 × 4, 2 × 2 and 1 × 1 bytes, which are 32, 16 and 8 bits away in the lower-numbered
    /// row.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Turn(ref byte source, int sourceStride, ref byte destination, int destinationStride)
    {
        var (a, b) = (Load(ref source, 0, sourceStride), Load(ref source, 1, sourceStride));
        var (c, d) = (Load(ref source, 2, sourceStride), Load(ref source, 3, sourceStride));
        var (e, f) = (Load(ref source, 4, sourceStride), Load(ref source, 5, sourceStride));
        var (g, h) = (Load(ref source, 6, sourceStride), Load(ref source, 7, sourceStride));
        const ulong Words = 0x00000000FFFFFFFF;
        Swap(ref a, ref e, 32, Words);
        Swap(ref b, ref f, 32, Words);
        Swap(ref c, ref g, 32, Words);
        Swap(ref d, ref h, 32, Words);
        const ulong Pairs = 0x0000FFFF0000FFFF;
        Swap(ref a, ref c, 16, Pairs);
        Swap(ref b, ref d, 16, Pairs);
        Swap(ref e, ref g, 16, Pairs);
        Swap(ref f, ref h, 16, Pairs);
        const ulong Bytes = 0x00FF00FF00FF00FF;
        Swap(ref a, ref b, 8, Bytes);
        Swap(ref c, ref d, 8, Bytes);
        Swap(ref e, ref f, 8, Bytes);
        Swap(ref g, ref h, 8, Bytes);
        Store(ref destination, 0, destinationStride, a);
        Store(ref destination, 1, destinationStride, b);
        Store(ref destination, 2, destinationStride, c);
        Store(ref destination, 3, destinationStride, d);
        Store(ref destination, 4, destinationStride, e);
        Store(ref destination, 5, destinationStride, f);
        Store(ref destination, 6, destinationStride, g);
        Store(ref destination, 7, destinationStride, h);
    }

    /// <summary>Exchanges the high blocks of <paramref name="upper"/> with the low blocks of <paramref name="lower"/>; the mask marks the low ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap(ref ulong upper, ref ulong lower, int shift, ulong mask)
    {
        var difference = ((upper >> shift) ^ lower) & mask;
        lower ^= difference;
        upper ^= difference << shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte source, int row, int stride) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, row * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref byte destination, int row, int stride, ulong value) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, row * stride), value);
}
