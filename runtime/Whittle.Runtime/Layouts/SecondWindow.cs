using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Layouts;

/// <summary>Finds where a gather step's second window serves most.</summary>
/// <remarks>Windows start at cells of a grid. Per row of the block and cell stands how many weights are pending, a byte each; a start's worth to a row is the sum of
/// the few cells in its window, but no more than the row has free slots. Eight starts are summed at once, as the bytes of one integer: no byte passes 127, for a
/// window has 64 places, and all rows together have 64 slots.</remarks>
internal sealed class SecondWindow
{
    private const int LeastCell = 16;

    // Starts that are looked at: beyond, a window would serve rows that the first window comes to much later.
    private const int Horizon = 64;
    private const int Bytes = sizeof(ulong);
    private const ulong Ones = 0x0101010101010101;
    private const ulong HighBits = 0x8080808080808080;
    private readonly int _window;
    private readonly int _cell;

    // The cells that hold weights, ascending, and the cell of every weight.
    private readonly int[] _cells;
    private readonly int[] _cellOf;

    // For 1, 2 … cells behind a start: 255 where a window that starts there holds that cell too.
    private readonly byte[][] _reached;
    private readonly byte[] _worth = new byte[Horizon];

    // For every row of the block, and for every cell; as many more bytes as a sum may read behind a row.
    private readonly int _stride;
    private byte[] _pending = [];

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

        _stride = _cells.Length + Bytes + Horizon;
        _reached = new byte[(_window / _cell) - 1][];
        for (var behind = 0; behind < _reached.Length; behind++)
        {
            _reached[behind] = new byte[_stride];
            for (var i = 0; i + behind + 1 < _cells.Length; i++)
            {
                _reached[behind][i] = (_cells[i + behind + 1] - _cells[i]) * _cell < _window ? byte.MaxValue : (byte)0;
            }
        }
    }

    /// <summary>Begins a block.</summary>
    /// <param name="starts">Each row's first weight.</param>
    /// <param name="ends">And the one behind its last.</param>
    [MethodImpl(OptimizedAtOnce.Loop)]
    public void Begin(int[] starts, int[] ends)
    {
        var length = starts.Length * _stride;
        if (_pending.Length < length)
        {
            _pending = new byte[length];
        }

        Array.Clear(_pending, 0, length);
        for (var row = 0; row < starts.Length; row++)
        {
            for (var weight = starts[row]; weight < ends[row]; weight++)
            {
                _pending[(row * _stride) + _cellOf[weight]]++;
            }
        }
    }

    public void Take(int row, int weight) => _pending[(row * _stride) + _cellOf[weight]]--;

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

        Array.Clear(_worth, 0, _worth.Length);
        for (var row = 0; row < free.Length; row++)
        {
            if (free[row] > 0)
            {
                AddWorth((row * _stride) + from, from, count, free[row]);
            }
        }

        var best = 0;
        for (var i = 1; i < count; i++)
        {
            best = _worth[i] > _worth[best] ? i : best;
        }

        return _worth[best] > 0 ? _cells[from + best] * _cell : -1;
    }

    /// <summary>Adds what every start is worth to a row.</summary>
    /// <param name="place">The first start's place in <see cref="_pending"/>.</param>
    /// <param name="from">The first start.</param>
    /// <param name="count">Starts.</param>
    /// <param name="free">The row's free slots.</param>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private void AddWorth(int place, int from, int count, int free)
    {
        var most = (ulong)free * Ones;
        for (var i = 0; i < count; i += Bytes)
        {
            var sum = Read(_pending, place + i);
            for (var behind = 0; behind < _reached.Length; behind++)
            {
                sum += Read(_pending, place + i + behind + 1) & Read(_reached[behind], from + i);
            }

            // The high bit of a byte says that the sum is at least what is free; then every bit of the byte does.
            var full = ((sum | HighBits) - most) & HighBits;
            full |= full - (full >> 7);
            var worth = _worth.AsSpan(i);
            BinaryPrimitives.WriteUInt64LittleEndian(worth, BinaryPrimitives.ReadUInt64LittleEndian(worth) + ((most & full) | (sum & ~full)));
        }
    }

    private static ulong Read(byte[] bytes, int place) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(place));
}
