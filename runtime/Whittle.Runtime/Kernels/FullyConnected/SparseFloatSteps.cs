using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Packs a sparse matrix for kernels that gather inputs from a window with a permute instruction.</summary>
/// <remarks>Outputs are sorted by their number of non-zero weights and taken in blocks of one vector. A step covers, for every output of its block, at most one
/// weight whose input lies in the step's window. The window slides: it starts at the smallest input that is still pending in the block. A lane without
/// a weight in the window holds index 0 and weight 0.</remarks>
internal sealed class SparseFloatSteps
{
    private readonly List<int> _offsets = [];
    private readonly List<byte> _indices = [];
    private readonly List<float> _values = [];

    /// <summary>Packs weights [outputs, inputs] for blocks of <paramref name="lanes"/> and windows of <paramref name="window"/> inputs. The last window is moved
    /// back to end with the inputs.</summary>
    public SparseFloatSteps(ReadOnlySpan<float> weights, int outputs, int inputs, int lanes, int window)
    {
        var columns = NonZeros(weights, outputs, inputs);

        // OrderBy is stable, so the packing depends on the weights only.
        Order = [.. Enumerable.Range(0, outputs).OrderByDescending(output => columns[output].Length)];
        Steps = new int[(outputs + lanes - 1) / lanes];
        var last = Math.Max(0, inputs - window);
        for (var block = 0; block < Steps.Length; block++)
        {
            var rows = Order.AsSpan(block * lanes, Math.Min(lanes, outputs - (block * lanes)));
            Steps[block] = PackBlock(weights, inputs, columns, rows, (lanes, window, last));
        }
    }

    /// <summary>Output of every lane, block by block.</summary>
    public int[] Order { get; }

    /// <summary>Steps of every block; even, so that a kernel may keep two sums.</summary>
    public int[] Steps { get; }

    /// <summary>First input of every step's window.</summary>
    public ReadOnlySpan<int> Offsets => CollectionsMarshal.AsSpan(_offsets);

    /// <summary>Place in the window of every lane's input, [step, lane].</summary>
    public ReadOnlySpan<byte> Indices => CollectionsMarshal.AsSpan(_indices);

    /// <summary>Weights, [step, lane].</summary>
    public ReadOnlySpan<float> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>Inputs with a weight of every output, in ascending order.</summary>
    public static int[][] NonZeros(ReadOnlySpan<float> weights, int outputs, int inputs)
    {
        var columns = new int[outputs][];
        for (var output = 0; output < outputs; output++)
        {
            columns[output] = NonZeros(weights.Slice(output * inputs, inputs));
        }

        return columns;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] NonZeros(ReadOnlySpan<float> row)
    {
        var columns = new List<int>();
        for (var k = 0; k < row.Length; k++)
        {
            if (row[k] != 0)
            {
                columns.Add(k);
            }
        }

        return [.. columns];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int PackBlock(
        ReadOnlySpan<float> weights, int inputs, int[][] columns, ReadOnlySpan<int> rows, (int Lanes, int Window, int Last) layout)
    {
        Span<int> next = stackalloc int[layout.Lanes];
        next.Clear();
        var steps = 0;
        for (var first = FirstPending(columns, rows, next); first < int.MaxValue; first = FirstPending(columns, rows, next))
        {
            var offset = Math.Min(first, layout.Last);
            _offsets.Add(offset);
            for (var lane = 0; lane < layout.Lanes; lane++)
            {
                var pending = lane < rows.Length && next[lane] < columns[rows[lane]].Length ? columns[rows[lane]][next[lane]] : int.MaxValue;
                var inside = pending < offset + layout.Window;
                _indices.Add(inside ? (byte)(pending - offset) : (byte)0);
                _values.Add(inside ? weights[(rows[lane] * inputs) + pending] : 0);
                next[lane] += inside ? 1 : 0;
            }

            steps++;
        }

        if (steps % 2 != 0)
        {
            _offsets.Add(0);
            _indices.AddRange(new byte[layout.Lanes]);
            _values.AddRange(new float[layout.Lanes]);
            steps++;
        }

        return steps;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstPending(int[][] columns, ReadOnlySpan<int> rows, ReadOnlySpan<int> next)
    {
        var first = int.MaxValue;
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var row = columns[rows[lane]];
            if (next[lane] < row.Length)
            {
                first = Math.Min(first, row[next[lane]]);
            }
        }

        return first;
    }
}
