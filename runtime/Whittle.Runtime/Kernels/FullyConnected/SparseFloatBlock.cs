using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>What is still to be packed of sixteen rows, counted by windows of sixteen inputs (<see cref="SparseFloatChain"/>).</summary>
/// <remarks>Its loops are optimized at once: packing is over before a method would reach its second tier.</remarks>
internal sealed class SparseFloatBlock
{
    public const int Lanes = 16;
    public const int Window = 16;

    // One more lane that a step fills is worth this many weights that the window holds besides.
    private const int LaneWorth = 8;

    // Choosing among more windows saves one step of a hundred, and packing takes longer.
    private const int MostChoices = 64;
    private readonly int[][] _columns;
    private readonly int[] _next;
    private readonly int[] _count;
    private readonly uint[] _lanes;
    private readonly int[] _sum;
    private int _firstWindow;

    /// <param name="columns">Inputs with a weight of at most sixteen rows, in ascending order.</param>
    /// <param name="inputs">Number of inputs.</param>
    public SparseFloatBlock(int[][] columns, int inputs)
    {
        var windows = (inputs + Window - 1) / Window;
        _columns = columns;
        _next = new int[windows * Lanes];
        _count = new int[windows * Lanes];
        _lanes = new uint[windows];
        _sum = new int[windows];
        for (var lane = 0; lane < columns.Length; lane++)
        {
            for (var i = columns[lane].Length - 1; i >= 0; i--)
            {
                var window = columns[lane][i] / Window;
                _next[(window * Lanes) + lane] = i;
                _count[(window * Lanes) + lane]++;
                _lanes[window] |= 1u << lane;
                _sum[window]++;
            }

            Pending += columns[lane].Length;
        }
    }

    /// <summary>Weights that are not packed yet.</summary>
    public int Pending { get; private set; }

    /// <summary>The window beside <paramref name="other"/> (-1: none) that fills most lanes which the other leaves empty; windows with fewer weights are emptied first,
    /// as a window that holds something for all lanes is good company at any time. The other itself if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Best(int other)
    {
        while (_firstWindow < _sum.Length && _sum[_firstWindow] == 0)
        {
            _firstWindow++;
        }

        var filled = other < 0 ? 0 : _lanes[other];
        var (best, bestScore) = (Math.Max(other, 0), int.MinValue);
        for (int window = _firstWindow, choices = 0; window < _sum.Length && choices < MostChoices; window++)
        {
            if (_sum[window] == 0)
            {
                continue;
            }

            choices++;
            var score = (BitOperations.PopCount(_lanes[window] & ~filled) * LaneWorth) - _sum[window];
            if (score > bestScore && window != other)
            {
                (best, bestScore) = (window, score);
            }
        }

        return best;
    }

    /// <summary>Most weights that any lane has in the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Most(int window)
    {
        var most = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            most = Math.Max(most, _count[(window * Lanes) + lane]);
        }

        return most;
    }

    /// <summary>Weights that a lane has in the window.</summary>
    public int Count(int window, int lane) => _count[(window * Lanes) + lane];

    /// <summary>Takes a lane's next weight of the window and gives its input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Take(int window, int lane)
    {
        var place = (window * Lanes) + lane;
        _count[place]--;
        _sum[window]--;
        Pending--;
        if (_count[place] == 0)
        {
            _lanes[window] &= ~(1u << lane);
        }

        return _columns[lane][_next[place]++];
    }
}
