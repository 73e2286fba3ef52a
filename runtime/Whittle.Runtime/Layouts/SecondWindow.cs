using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Layouts;

/// <summary>Finds where a gather step's second window serves most.</summary>
/// <remarks>Windows start at cells of a grid. Per row of the block and cell stands how many weights are pending, so that a start's worth is a sum of a few
/// cells, and moving on by a cell changes it by two.</remarks>
internal sealed class SecondWindow
{
    private const int LeastCell = 16;

    // Starts that are looked at: beyond, a window would serve rows that the first window comes to much later.
    private const int Horizon = 64;
    private readonly int _window;
    private readonly int _cell;

    // The cells that hold weights, ascending, the cell of every weight, and for every cell the first one that a window starting there does not reach.
    private readonly int[] _cells;
    private readonly int[] _cellOf;
    private readonly int[] _ends;
    private readonly int[] _worth = new int[Horizon];
    private int[] _pending = [];

    [MethodImpl(OptimizedAtOnce.Loop)]
    public SecondWindow(SparseRows rows, GatherFormat format)
    {
        _window = format.Window;
        _cell = Math.Max(LeastCell, format.Alignment);
        var numbers = new int[(rows.Reach / _cell) + 1];
        foreach (var place in rows.Places)
        {
            numbers[place / _cell] = 1;
        }

        var cells = new List<int>();
        for (var cell = 0; cell < numbers.Length; cell++)
        {
            if (numbers[cell] > 0)
            {
                numbers[cell] = cells.Count;
                cells.Add(cell);
            }
        }

        _cells = cells.ToArray();
        _cellOf = new int[rows.Places.Length];
        for (var weight = 0; weight < _cellOf.Length; weight++)
        {
            _cellOf[weight] = numbers[rows.Places[weight] / _cell];
        }

        _ends = new int[_cells.Length];
        for (int i = 0, end = 0; i < _ends.Length; i++)
        {
            while (end < _cells.Length && (_cells[end] - _cells[i]) * _cell < _window)
            {
                end++;
            }

            _ends[i] = end;
        }
    }

    /// <summary>Begins a block.</summary>
    /// <param name="starts">Each row's first weight.</param>
    /// <param name="ends">And the one behind its last.</param>
    public void Begin(int[] starts, int[] ends)
    {
        _pending = new int[starts.Length * _cells.Length];
        for (var row = 0; row < starts.Length; row++)
        {
            for (var weight = starts[row]; weight < ends[row]; weight++)
            {
                _pending[(row * _cells.Length) + _cellOf[weight]]++;
            }
        }
    }

    public void Take(int row, int weight) => _pending[(row * _cells.Length) + _cellOf[weight]]--;

    /// <summary>The first of the best starts, or -1 if no row has a free slot and a weight beyond the first window.</summary>
    /// <param name="first">Where the first window starts.</param>
    /// <param name="free">Free slots of each row.</param>
    [MethodImpl(OptimizedAtOnce.Loop)]
    public int Best(int first, int[] free)
    {
        var from = Array.BinarySearch(_cells, (first + _window) / _cell);
        from = from < 0 ? ~from : from;
        var count = Math.Min(Horizon, _cells.Length - from);
        if (count <= 0)
        {
            return -1;
        }

        Array.Clear(_worth, 0, count);
        for (var row = 0; row < free.Length; row++)
        {
            if (free[row] > 0)
            {
                AddWorth(row * _cells.Length, from, count, free[row]);
            }
        }

        var best = 0;
        for (var i = 1; i < count; i++)
        {
            best = _worth[i] > _worth[best] ? i : best;
        }

        return _worth[best] > 0 ? _cells[from + best] * _cell : -1;
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private void AddWorth(int row, int from, int count, int free)
    {
        var (sum, reached) = (0, from);
        for (var i = 0; i < count; i++)
        {
            for (; reached < _ends[from + i]; reached++)
            {
                sum += _pending[row + reached];
            }

            _worth[i] += Math.Min(sum, free);
            sum -= _pending[row + from + i];
        }
    }
}
