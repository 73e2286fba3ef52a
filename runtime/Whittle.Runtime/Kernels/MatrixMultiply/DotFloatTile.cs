using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>Product with a transposed right matrix: dot products of rows.</summary>
/// <remarks>Lanes are the inner dimension, summed at the end; four columns share a left row.</remarks>
internal static unsafe class DotFloatTile<TLanes, TVector>
    where TLanes : struct, ITileLanes<TVector>
    where TVector : unmanaged
{
    private const int TileColumns = 4;

    /// <summary>left[row * leftRow + k], right [columns, inner], output [rows, columns].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* left, int leftRow, float* right, float* output, int rows, int inner, int columns)
    {
        for (var first = 0; first < columns; first += TileColumns)
        {
            for (var row = 0; row < rows; row++)
            {
                Tile(left + ((long)row * leftRow), right + ((long)first * inner), output + ((long)row * columns) + first, inner, columns - first - 1);
            }
        }
    }

    // Columns a, b, c, d; the missing ones of the last tile repeat its last column.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile(float* x, float* a, float* y, int inner, int last)
    {
        var b = a + ((long)Math.Min(1, last) * inner);
        var c = a + ((long)Math.Min(2, last) * inner);
        var d = a + ((long)Math.Min(3, last) * inner);
        TVector p = default, q = default, r = default, s = default;
        var k = 0;
        for (; k + TLanes.Count <= inner; k += TLanes.Count)
        {
            var v = TLanes.Load(x + k);
            p = TLanes.MultiplyAdd(v, TLanes.Load(a + k), p);
            q = TLanes.MultiplyAdd(v, TLanes.Load(b + k), q);
            r = TLanes.MultiplyAdd(v, TLanes.Load(c + k), r);
            s = TLanes.MultiplyAdd(v, TLanes.Load(d + k), s);
        }

        // Lanes past the end are zero on both sides.
        if (k < inner)
        {
            var v = TLanes.LoadFirst(x + k, inner - k);
            p = TLanes.MultiplyAdd(v, TLanes.LoadFirst(a + k, inner - k), p);
            q = TLanes.MultiplyAdd(v, TLanes.LoadFirst(b + k, inner - k), q);
            r = TLanes.MultiplyAdd(v, TLanes.LoadFirst(c + k, inner - k), r);
            s = TLanes.MultiplyAdd(v, TLanes.LoadFirst(d + k, inner - k), s);
        }

        y[0] = TLanes.Sum(p);
        y[Math.Min(1, last)] = TLanes.Sum(q);
        y[Math.Min(2, last)] = TLanes.Sum(r);
        y[Math.Min(3, last)] = TLanes.Sum(s);
    }
}
