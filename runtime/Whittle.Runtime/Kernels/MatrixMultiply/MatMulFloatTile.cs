using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>Product of two matrices in row-major memory, neither of them packed.</summary>
/// <remarks>Lanes are columns. A tile is four rows times two vectors; the value of a row is broadcast. The tile before the end of the columns overlaps its
/// neighbour, and only a matrix narrower than a tile needs partial loads. Missing rows of the last tile repeat its last row.</remarks>
internal static unsafe class MatMulFloatTile<TLanes, TVector>
    where TLanes : struct, ITileLanes<TVector>
    where TVector : unmanaged
{
    private const int TileRows = 4;

    /// <summary>left[row * leftRow + k * leftInner], right[k * columns + column], output[row * columns + column].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* left, int leftRow, int leftInner, float* right, float* output, int rows, int inner, int columns)
    {
        var width = 2 * TLanes.Count;
        for (var first = 0; first < columns; first += width)
        {
            var column = Math.Max(0, Math.Min(first, columns - width));
            for (var row = 0; row < rows; row += TileRows)
            {
                var x = left + ((long)row * leftRow);
                var y = output + ((long)row * columns) + column;
                var last = rows - row - 1;
                if (columns >= width)
                {
                    Whole(x, leftRow, leftInner, right + column, y, inner, columns, last);
                }
                else
                {
                    Partial(x, leftRow, leftInner, right, y, inner, columns, last);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Whole(float* x, int leftRow, int leftInner, float* w, float* y, int inner, int columns, int last) =>
        Tile(x, leftRow, leftInner, w, y, inner, columns, last, TLanes.Count, TLanes.Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Partial(float* x, int leftRow, int leftInner, float* w, float* y, int inner, int columns, int last) =>
        Tile(x, leftRow, leftInner, w, y, inner, columns, last, Math.Min(columns, TLanes.Count), columns - TLanes.Count);

    // Rows a, b, c, d; vectors 0 and 1, of which the first lower and upper lanes exist (upper <= 0: no second vector).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(float* a, int leftRow, int leftInner, float* w, float* y, int inner, int columns, int last, int lower, int upper)
    {
        var b = a + ((long)Math.Min(1, last) * leftRow);
        var c = a + ((long)Math.Min(2, last) * leftRow);
        var d = a + ((long)Math.Min(3, last) * leftRow);
        TVector a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        long place = 0;
        for (var k = 0; k < inner; k++, place += leftInner, w += columns)
        {
            var w0 = Load(w, lower);
            var w1 = upper > 0 ? Load(w + TLanes.Count, upper) : default;
            Step(a[place], w0, w1, ref a0, ref a1);
            Step(b[place], w0, w1, ref b0, ref b1);
            Step(c[place], w0, w1, ref c0, ref c1);
            Step(d[place], w0, w1, ref d0, ref d1);
        }

        Store(a0, a1, y, lower, upper);
        Store(b0, b1, y + ((long)Math.Min(1, last) * columns), lower, upper);
        Store(c0, c1, y + ((long)Math.Min(2, last) * columns), lower, upper);
        Store(d0, d1, y + ((long)Math.Min(3, last) * columns), lower, upper);
    }

    // A constant count of all lanes folds to the plain load.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, int count) => count == TLanes.Count ? TLanes.Load(source) : TLanes.LoadFirst(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float x, TVector w0, TVector w1, ref TVector sum0, ref TVector sum1)
    {
        var v = TLanes.Broadcast(x);
        sum0 = TLanes.MultiplyAdd(v, w0, sum0);
        sum1 = TLanes.MultiplyAdd(v, w1, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector sum0, TVector sum1, float* target, int lower, int upper)
    {
        TLanes.StoreFirst(sum0, target, lower);
        if (upper > 0)
        {
            TLanes.StoreFirst(sum1, target + TLanes.Count, upper);
        }
    }
}
