using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Layouts;

/// <summary>Fills gather steps greedily, block by block.</summary>
/// <remarks>
/// A step's first window starts at the smallest place that the block still needs; its second one, if it has two, where it serves most of the slots that
/// the first left empty. A weight that cannot be paired safely with those of its lane waits for a later step, and others take its slot.
/// </remarks>
internal sealed class GatherPacker
{
    private readonly SparseRows _rows;
    private readonly GatherSteps _target;
    private readonly GatherFormat _format;
    private readonly int _lastOffset;
    private readonly SecondWindow? _second;

    // For every weight of the matrix.
    private readonly bool[] _taken;

    // For every row of the block: its first weight that is not taken, and its end; the slots that a step's first window left empty.
    private int[] _next = [];
    private int[] _ends = [];
    private int[] _free = [];

    // For every lane of the step: how many of its slots hold a weight, and the weights.
    private readonly int[] _filled;
    private readonly int[] _chosen;

    public GatherPacker(SparseRows rows, GatherSteps target)
    {
        _rows = rows;
        _target = target;
        _format = target.Format;
        _lastOffset = Math.Max(0, rows.Reach - _format.Window);
        _second = _format.Windows > 1 ? new SecondWindow(rows, _format) : null;
        _taken = new bool[rows.Values.Length];
        _filled = new int[_format.Lanes];
        _chosen = new int[_format.SlotsPerStep];
    }

    /// <param name="first">First row, in the order of the target.</param>
    /// <param name="count">Rows of the block.</param>
    /// <param name="stride">Lanes from one of a row's lanes to its next: a power of two, at least <paramref name="count"/>.</param>
    [MethodImpl(OptimizedAtOnce.Loop)]
    public void PackBlock(int first, int count, int stride)
    {
        var before = _target.Steps;
        if (_next.Length != count)
        {
            (_next, _ends, _free) = (new int[count], new int[count], new int[count]);
        }

        for (var i = 0; i < count; i++)
        {
            (_next[i], _ends[i]) = (_rows.Starts[_target.Order[first + i]], _rows.Starts[_target.Order[first + i] + 1]);
            Array.Clear(_taken, _next[i], _ends[i] - _next[i]);
        }

        _second?.Begin(_next, _ends);
        for (var place = FirstPending(); place < int.MaxValue; place = FirstPending())
        {
            AddStep(place, stride);
        }

        while ((_target.Steps - before) % _format.StepMultiple != 0)
        {
            _target.AddStep(0);
        }

        _target.AddBlock(new GatherBlock(first, count, stride, _target.Steps - before));
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private void AddStep(int place, int stride)
    {
        var offset = Math.Min(place / _format.Alignment * _format.Alignment, _lastOffset);
        var slot = _target.AddStep(offset);
        Array.Clear(_filled, 0, _filled.Length);
        for (var i = 0; i < _next.Length; i++)
        {
            Fill(i, stride, _next[i], offset);
        }

        if (_second is not null && _second.Best(offset, Free(stride)) is var second && second >= 0)
        {
            second = Math.Min(second, _lastOffset);
            _target.MoveLastWindow(second);
            for (var i = 0; i < _next.Length; i++)
            {
                if (_free[i] > 0)
                {
                    Fill(i, stride, FirstFrom(i, second), second);
                }
            }

            Write(slot, offset, second);
            return;
        }

        Write(slot, offset, offset);
    }

    /// <summary>Gives a row's lanes its weights in the window that can be paired safely, in the order of their places.</summary>
    /// <param name="row">Row of the block.</param>
    /// <param name="stride">From one of the row's lanes to the next.</param>
    /// <param name="weight">The first one in the window.</param>
    /// <param name="offset">The window's start.</param>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private void Fill(int row, int stride, int weight, int offset)
    {
        // Fields as locals: what is written here could be any of them, as far as the JIT knows.
        var (places, taken, filled, last, next) = (_rows.Places, _taken, _filled, _ends[row], _next[row]);
        var (lanes, slots, isPairSafe, end) = (_format.Lanes, _format.Slots, _format.PairSafe, offset + _format.Window);
        for (var isFull = false; !isFull && weight < last && places[weight] < end; weight++)
        {
            isFull = !taken[weight];
            for (var lane = row; !taken[weight] && lane < lanes; lane += stride)
            {
                if (filled[lane] == slots)
                {
                    continue;
                }

                isFull = false;
                if (!isPairSafe || StaysSafe(lane, _rows.Values[weight]))
                {
                    _chosen[(lane * slots) + filled[lane]++] = weight;
                    taken[weight] = true;
                    _second?.Take(row, weight);
                }
            }
        }

        while (next < last && taken[next])
        {
            next++;
        }

        _next[row] = next;
    }

    /// <summary>Whether the weights of a lane of four slots can be paired safely together with one more.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private bool StaysSafe(int lane, int weight)
    {
        var (first, filled) = (lane * _format.Slots, _filled[lane]);
        if (filled == 0)
        {
            return true;
        }

        var (values, chosen) = (_rows.Values, _chosen);
        var a = values[chosen[first]];
        var b = filled > 1 ? values[chosen[first + 1]] : 0;
        var c = filled > 2 ? values[chosen[first + 2]] : 0;
        return (IsSafe(a, weight) && IsSafe(b, c)) || (IsSafe(b, weight) && IsSafe(a, c)) || (IsSafe(c, weight) && IsSafe(a, b));
    }

    // 255 * 128 is below 2^15; positive and negative products cannot add up beyond either.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSafe(int a, int b) => Math.Max(a, 0) + Math.Max(b, 0) <= 128 && Math.Min(a, 0) + Math.Min(b, 0) >= -128;

    [MethodImpl(OptimizedAtOnce.Loop)]
    private void Write(int slot, int offset, int second)
    {
        for (var lane = 0; lane < _format.Lanes; lane++, slot += _format.Slots)
        {
            var partner = _format.PairSafe ? Partner(lane) : 1;
            for (var i = 0; i < _filled[lane]; i++)
            {
                var weight = _chosen[(lane * _format.Slots) + i];
                var place = _rows.Places[weight];
                var index = place < offset + _format.Window ? place - offset : _format.Window + place - second;
                // The first weight's partner comes second, and the one that was there takes its place.
                var position = i == partner ? 1 : i == 1 ? partner : i;
                _target.Set(slot + position, index, _rows.Values[weight]);
            }
        }
    }

    /// <summary>Which of a lane's weights 1, 2 and 3 goes with weight 0, so that the other two are safe together as well.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private int Partner(int lane)
    {
        var (first, filled) = (lane * _format.Slots, _filled[lane]);
        var (values, chosen) = (_rows.Values, _chosen);
        var a = filled > 0 ? values[chosen[first]] : 0;
        var b = filled > 1 ? values[chosen[first + 1]] : 0;
        var c = filled > 2 ? values[chosen[first + 2]] : 0;
        var d = filled > 3 ? values[chosen[first + 3]] : 0;
        return IsSafe(a, b) && IsSafe(c, d) ? 1 : IsSafe(a, c) && IsSafe(b, d) ? 2 : 3;
    }

    /// <summary>A row's slots that the step's first window left empty.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private int[] Free(int stride)
    {
        var free = _free;
        Array.Clear(free, 0, free.Length);
        for (var lane = 0; lane < _format.Lanes; lane++)
        {
            if (lane % stride < free.Length)
            {
                free[lane % stride] += _format.Slots - _filled[lane];
            }
        }

        return free;
    }

    /// <summary>A row's first weight that is not before a place.</summary>
    private int FirstFrom(int row, int place)
    {
        var index = Array.BinarySearch(_rows.Places, _next[row], _ends[row] - _next[row], place);
        return index < 0 ? ~index : index;
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private int FirstPending()
    {
        var first = int.MaxValue;
        for (var i = 0; i < _next.Length; i++)
        {
            if (_next[i] < _ends[i])
            {
                first = Math.Min(first, _rows.Places[_next[i]]);
            }
        }

        return first;
    }
}
