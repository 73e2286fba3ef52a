using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>As <see cref="ByteTurn"/>, with 32-bit elements: blocks of four columns, and as many rows as a vector has elements.</summary>
/// <remarks>All strides are in bytes.</remarks>
internal static class WordTurn
{
    public const int Columns = 4;

    /// <summary>Turns whole blocks of rows and tells how many rows those are; <paramref name="columns"/> is a multiple of <see cref="Columns"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TLanes, TVector>(ref byte source, ref byte destination, int rows, int columns, nint sourceStride, nint destinationStride)
        where TLanes : struct, ITurnLanes<TVector>
    {
        var row = 0;
        for (; row <= rows - (TLanes.Size / sizeof(float)); row += TLanes.Size / sizeof(float))
        {
            for (var column = 0; column < columns; column += Columns)
            {
                Block<TLanes, TVector>(
                    ref Unsafe.Add(ref source, (column * sourceStride) + (row * sizeof(float))),
                    sourceStride,
                    ref Unsafe.Add(ref destination, (row * destinationStride) + (column * sizeof(float))),
                    destinationStride);
            }
        }

        return row;
    }

    /// <summary>Two rounds, each of which interleaves the words of the vectors i and i + 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<TLanes, TVector>(ref byte source, nint sourceStride, ref byte destination, nint destinationStride)
        where TLanes : struct, ITurnLanes<TVector>
    {
        var a = TLanes.Load(ref source);
        var b = TLanes.Load(ref Unsafe.Add(ref source, sourceStride));
        var c = TLanes.Load(ref Unsafe.Add(ref source, 2 * sourceStride));
        var d = TLanes.Load(ref Unsafe.Add(ref source, 3 * sourceStride));
        var (lowEven, highEven) = (TLanes.LowWords(a, c), TLanes.HighWords(a, c));
        var (lowOdd, highOdd) = (TLanes.LowWords(b, d), TLanes.HighWords(b, d));
        var step = 4 * destinationStride;
        TLanes.Store(TLanes.LowWords(lowEven, lowOdd), ref destination, step);
        TLanes.Store(TLanes.HighWords(lowEven, lowOdd), ref Unsafe.Add(ref destination, destinationStride), step);
        TLanes.Store(TLanes.LowWords(highEven, highOdd), ref Unsafe.Add(ref destination, 2 * destinationStride), step);
        TLanes.Store(TLanes.HighWords(highEven, highOdd), ref Unsafe.Add(ref destination, 3 * destinationStride), step);
    }
}
