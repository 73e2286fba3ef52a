using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Layouts;

/// <summary>The non-zero weights of a matrix, row by row, each with the place of its activation.</summary>
internal sealed class SparseRows
{
    [MethodImpl(OptimizedAtOnce.Loop)]
    public SparseRows(ReadOnlySpan<sbyte> weights, int rows, ReadOnlySpan<int> places)
    {
        Starts = new int[rows + 1];
        var count = 0;
        foreach (var weight in weights)
        {
            count += weight == 0 ? 0 : 1;
        }

        Places = new int[count];
        Values = new sbyte[count];
        Reach = places.Length == 0 ? 0 : places[places.Length - 1] + 1;
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            var values = weights.Slice(row * places.Length, places.Length);
            for (var column = 0; column < values.Length && next < count; column++)
            {
                // Written in any case, and again by the next one unless this is a weight: pruned places cannot be predicted.
                Places[next] = places[column];
                Values[next] = values[column];
                next += values[column] == 0 ? 0 : 1;
            }

            Starts[row + 1] = next;
        }
    }

    private SparseRows(int[] starts, int[] places, sbyte[] values, int reach)
    {
        Starts = starts;
        Places = places;
        Values = values;
        Reach = reach;
    }

    public int Rows => Starts.Length - 1;

    /// <summary>Where each row starts in <see cref="Places"/> and <see cref="Values"/>, and where the last one ends.</summary>
    public int[] Starts { get; }

    /// <summary>Ascending in each row.</summary>
    public int[] Places { get; }

    public sbyte[] Values { get; }

    /// <summary>One more than the last place of the whole matrix, zeros included.</summary>
    public int Reach { get; }

    /// <summary>The places of a fully connected layer: activations stand in the order of the columns.</summary>
    public static int[] Consecutive(int columns)
    {
        var places = new int[columns];
        for (var column = 0; column < columns; column++)
        {
            places[column] = column;
        }

        return places;
    }

    /// <summary>The places of a convolution relative to an output's first activation: runs of adjoining ones.</summary>
    public static int[] Runs(ReadOnlySpan<int> offsets, int length)
    {
        var places = new int[offsets.Length * length];
        for (var column = 0; column < places.Length; column++)
        {
            places[column] = offsets[column / length] + (column % length);
        }

        return places;
    }

    /// <summary>The same rows in another order.</summary>
    public SparseRows InOrder(int[] order)
    {
        var starts = new int[Starts.Length];
        var (places, values) = (new int[Places.Length], new sbyte[Values.Length]);
        for (var row = 0; row < order.Length; row++)
        {
            var count = CountOf(order[row]);
            Array.Copy(Places, Starts[order[row]], places, starts[row], count);
            Array.Copy(Values, Starts[order[row]], values, starts[row], count);
            starts[row + 1] = starts[row] + count;
        }

        return new SparseRows(starts, places, values, Reach);
    }

    public int CountOf(int row) => Starts[row + 1] - Starts[row];

    /// <summary>The rows, most non-zeros first; equal ones in their order, so that equal matrices give equal steps everywhere.</summary>
    public int[] ByDescendingCount()
    {
        var keys = new long[Rows];
        for (var row = 0; row < Rows; row++)
        {
            keys[row] = ((long)-CountOf(row) << 32) + row;
        }

        Array.Sort(keys);
        var order = new int[Rows];
        for (var i = 0; i < Rows; i++)
        {
            order[i] = (int)(keys[i] & int.MaxValue);
        }

        return order;
    }
}
