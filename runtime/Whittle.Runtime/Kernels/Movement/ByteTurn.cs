using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Transposes planes of bytes in blocks of sixteen columns, and as many rows as a vector has bytes.</summary>
/// <remarks>Lane L of the sixteen vectors of a block is a square of 16 × 16 bytes. A round interleaves the bytes of the vectors i and i + 8, which moves the
/// highest bit of a byte's vector number to the lowest bit of its place, and the highest bit of its place to the lowest bit of the number of its vector; after
/// four rounds number and place have changed roles. Results stay where their operands were, so the rounds pair vectors that are 8, 4, 2 and 1 apart.</remarks>
internal static class ByteTurn
{
    public const int Columns = 16;

    /// <summary>destination[r · destinationStride + c] = source[c · sourceStride + r] for whole blocks of rows; tells how many rows those are.</summary>
    /// <param name="source">Column 0.</param>
    /// <param name="destination">Row 0.</param>
    /// <param name="rows">Rows of the output, dense in the input.</param>
    /// <param name="columns">Columns of the output: a multiple of <see cref="Columns"/>.</param>
    /// <param name="sourceStride">Bytes from one column to the next.</param>
    /// <param name="destinationStride">Bytes from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TLanes, TVector>(ref byte source, ref byte destination, int rows, int columns, int sourceStride, int destinationStride)
        where TLanes : struct, ITurnLanes<TVector>
    {
        var row = 0;
        for (; row <= rows - TLanes.Size; row += TLanes.Size)
        {
            // Blocks of the same rows complete the destination's cache lines before these leave the first-level cache.
            for (var column = 0; column < columns; column += Columns)
            {
                Block<TLanes, TVector>(
                    ref Unsafe.Add(ref source, (column * (nint)sourceStride) + row),
                    sourceStride,
                    ref Unsafe.Add(ref destination, (row * (nint)destinationStride) + column),
                    destinationStride);
            }
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<TLanes, TVector>(ref byte source, int sourceStride, ref byte destination, int destinationStride)
        where TLanes : struct, ITurnLanes<TVector>
    {
        var (a, b) = (Load<TLanes, TVector>(ref source, 0, sourceStride), Load<TLanes, TVector>(ref source, 1, sourceStride));
        var (c, d) = (Load<TLanes, TVector>(ref source, 2, sourceStride), Load<TLanes, TVector>(ref source, 3, sourceStride));
        var (e, f) = (Load<TLanes, TVector>(ref source, 4, sourceStride), Load<TLanes, TVector>(ref source, 5, sourceStride));
        var (g, h) = (Load<TLanes, TVector>(ref source, 6, sourceStride), Load<TLanes, TVector>(ref source, 7, sourceStride));
        var (i, j) = (Load<TLanes, TVector>(ref source, 8, sourceStride), Load<TLanes, TVector>(ref source, 9, sourceStride));
        var (k, l) = (Load<TLanes, TVector>(ref source, 10, sourceStride), Load<TLanes, TVector>(ref source, 11, sourceStride));
        var (m, n) = (Load<TLanes, TVector>(ref source, 12, sourceStride), Load<TLanes, TVector>(ref source, 13, sourceStride));
        var (o, p) = (Load<TLanes, TVector>(ref source, 14, sourceStride), Load<TLanes, TVector>(ref source, 15, sourceStride));
        Mix<TLanes, TVector>(ref a, ref i);
        Mix<TLanes, TVector>(ref b, ref j);
        Mix<TLanes, TVector>(ref c, ref k);
        Mix<TLanes, TVector>(ref d, ref l);
        Mix<TLanes, TVector>(ref e, ref m);
        Mix<TLanes, TVector>(ref f, ref n);
        Mix<TLanes, TVector>(ref g, ref o);
        Mix<TLanes, TVector>(ref h, ref p);
        Mix<TLanes, TVector>(ref a, ref e);
        Mix<TLanes, TVector>(ref b, ref f);
        Mix<TLanes, TVector>(ref c, ref g);
        Mix<TLanes, TVector>(ref d, ref h);
        Mix<TLanes, TVector>(ref i, ref m);
        Mix<TLanes, TVector>(ref j, ref n);
        Mix<TLanes, TVector>(ref k, ref o);
        Mix<TLanes, TVector>(ref l, ref p);
        Mix<TLanes, TVector>(ref a, ref c);
        Mix<TLanes, TVector>(ref b, ref d);
        Mix<TLanes, TVector>(ref e, ref g);
        Mix<TLanes, TVector>(ref f, ref h);
        Mix<TLanes, TVector>(ref i, ref k);
        Mix<TLanes, TVector>(ref j, ref l);
        Mix<TLanes, TVector>(ref m, ref o);
        Mix<TLanes, TVector>(ref n, ref p);
        Mix<TLanes, TVector>(ref a, ref b);
        Mix<TLanes, TVector>(ref c, ref d);
        Mix<TLanes, TVector>(ref e, ref f);
        Mix<TLanes, TVector>(ref g, ref h);
        Mix<TLanes, TVector>(ref i, ref j);
        Mix<TLanes, TVector>(ref k, ref l);
        Mix<TLanes, TVector>(ref m, ref n);
        Mix<TLanes, TVector>(ref o, ref p);
        var step = 16 * (nint)destinationStride;
        TLanes.Store(a, ref destination, step);
        TLanes.Store(b, ref Unsafe.Add(ref destination, destinationStride), step);
        TLanes.Store(c, ref Unsafe.Add(ref destination, 2 * (nint)destinationStride), step);
        TLanes.Store(d, ref Unsafe.Add(ref destination, 3 * (nint)destinationStride), step);
        TLanes.Store(e, ref Unsafe.Add(ref destination, 4 * (nint)destinationStride), step);
        TLanes.Store(f, ref Unsafe.Add(ref destination, 5 * (nint)destinationStride), step);
        TLanes.Store(g, ref Unsafe.Add(ref destination, 6 * (nint)destinationStride), step);
        TLanes.Store(h, ref Unsafe.Add(ref destination, 7 * (nint)destinationStride), step);
        TLanes.Store(i, ref Unsafe.Add(ref destination, 8 * (nint)destinationStride), step);
        TLanes.Store(j, ref Unsafe.Add(ref destination, 9 * (nint)destinationStride), step);
        TLanes.Store(k, ref Unsafe.Add(ref destination, 10 * (nint)destinationStride), step);
        TLanes.Store(l, ref Unsafe.Add(ref destination, 11 * (nint)destinationStride), step);
        TLanes.Store(m, ref Unsafe.Add(ref destination, 12 * (nint)destinationStride), step);
        TLanes.Store(n, ref Unsafe.Add(ref destination, 13 * (nint)destinationStride), step);
        TLanes.Store(o, ref Unsafe.Add(ref destination, 14 * (nint)destinationStride), step);
        TLanes.Store(p, ref Unsafe.Add(ref destination, 15 * (nint)destinationStride), step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix<TLanes, TVector>(ref TVector a, ref TVector b)
        where TLanes : struct, ITurnLanes<TVector>
    {
        var low = TLanes.LowBytes(a, b);
        b = TLanes.HighBytes(a, b);
        a = low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TLanes, TVector>(ref byte source, int column, int stride)
        where TLanes : struct, ITurnLanes<TVector> => TLanes.Load(ref Unsafe.Add(ref source, column * (nint)stride));
}
