namespace Whittle.Runtime.Layouts;

/// <summary>A sparse int8 matrix as steps for "gather by permute" kernels; knows how full the steps got, which decides whether they pay.</summary>
/// <remarks>
/// Rows are sorted by their number of non-zeros and grouped in blocks. A step serves every row of a block with up to <see cref="GatherFormat.Slots"/>
/// weights whose columns lie in one window: greedily, the window starts at the smallest column that the block still needs. Empty slots have weight 0.
/// This file uses no instruction sets and nothing newer than .NET Standard 2.0, so that a compiler can ask the same packer for the fill.
/// </remarks>
internal sealed class GatherSteps
{
    /// <summary>Blocks have a multiple of this many steps, as the kernel keeps two in flight.</summary>
    public const int StepsInFlight = 2;

    private readonly GatherFormat _format;
    private readonly int _lastOffset;
    private readonly List<int> _offsets = new();
    private readonly List<byte> _indices = new();
    private readonly List<sbyte> _weights = new();

    private GatherSteps(GatherFormat format, int[] rowOrder, int inputs)
    {
        _format = format;
        _lastOffset = Math.Max(0, inputs - format.Window);
        RowOrder = rowOrder;
        StepsOfBlock = new int[rowOrder.Length / format.Rows];
    }

    /// <summary>Row in each lane of each block, -1 where there is none.</summary>
    public int[] RowOrder { get; }

    public int[] StepsOfBlock { get; }

    /// <summary>First column of each step's window.</summary>
    public IReadOnlyList<int> Offsets => _offsets;

    /// <summary>Column minus window start, for every slot: [step][row][slot].</summary>
    public IReadOnlyList<byte> Indices => _indices;

    /// <summary>Weights of the slots, in the same order.</summary>
    public IReadOnlyList<sbyte> Weights => _weights;

    public int NonZeros { get; private set; }

    public int Steps => _offsets.Count;

    public int Slots => _weights.Count;

    /// <summary>Part of the slots that hold a non-zero weight.</summary>
    public double Fill => Slots == 0 ? 1 : NonZeros / (double)Slots;

    /// <summary>Bytes that one pass over the weights reads.</summary>
    public long Bytes => (2L * Slots) + (4L * Steps);

    /// <summary>Packs a matrix [outputs, inputs].</summary>
    public static GatherSteps Pack(ReadOnlySpan<sbyte> weights, int outputs, int inputs, GatherFormat format)
    {
        var columns = new int[outputs][];
        var order = new int[(outputs + format.Rows - 1) / format.Rows * format.Rows];
        for (var row = 0; row < outputs; row++)
        {
            columns[row] = ColumnsOf(weights.Slice(row * inputs, inputs));
        }

        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i < outputs ? i : -1;
        }

        // By descending count, then by row, so that equal matrices give equal steps everywhere.
        Array.Sort(order, 0, outputs, Comparer<int>.Create((a, b) =>
            columns[a].Length != columns[b].Length ? columns[b].Length.CompareTo(columns[a].Length) : a.CompareTo(b)));

        var steps = new GatherSteps(format, order, inputs);
        for (var block = 0; block < steps.StepsOfBlock.Length; block++)
        {
            steps.PackBlock(weights, columns, inputs, block);
        }

        return steps;
    }

    private static int[] ColumnsOf(ReadOnlySpan<sbyte> row)
    {
        var columns = new List<int>();
        for (var column = 0; column < row.Length; column++)
        {
            if (row[column] != 0)
            {
                columns.Add(column);
            }
        }

        return columns.ToArray();
    }

    private void PackBlock(ReadOnlySpan<sbyte> weights, int[][] columns, int inputs, int block)
    {
        var next = new int[_format.Rows];
        var steps = 0;
        for (var first = FirstPending(columns, block, next); first >= 0; first = FirstPending(columns, block, next))
        {
            var offset = Math.Min(first / _format.Alignment * _format.Alignment, _lastOffset);
            _offsets.Add(offset);
            steps++;
            for (var lane = 0; lane < _format.Rows; lane++)
            {
                var row = RowOrder[(block * _format.Rows) + lane];
                for (var slot = 0; slot < _format.Slots; slot++)
                {
                    var pending = row >= 0 && next[lane] < columns[row].Length ? columns[row][next[lane]] : int.MaxValue;
                    if (pending >= offset + _format.Window)
                    {
                        AddSlot(0, 0);
                        continue;
                    }

                    AddSlot((byte)(pending - offset), weights[(row * inputs) + pending]);
                    next[lane]++;
                    NonZeros++;
                }
            }
        }

        for (; steps % StepsInFlight != 0; steps++)
        {
            _offsets.Add(0);
            for (var i = 0; i < _format.Rows * _format.Slots; i++)
            {
                AddSlot(0, 0);
            }
        }

        StepsOfBlock[block] = steps;
    }

    private void AddSlot(byte index, sbyte weight)
    {
        _indices.Add(index);
        _weights.Add(weight);
    }

    /// <summary>Smallest column that a row of the block still needs, or -1.</summary>
    private int FirstPending(int[][] columns, int block, int[] next)
    {
        var first = -1;
        for (var lane = 0; lane < _format.Rows; lane++)
        {
            var row = RowOrder[(block * _format.Rows) + lane];
            if (row >= 0 && next[lane] < columns[row].Length && (first < 0 || columns[row][next[lane]] < first))
            {
                first = columns[row][next[lane]];
            }
        }

        return first;
    }
}
