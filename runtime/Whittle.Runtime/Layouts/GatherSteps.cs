using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Layouts;

/// <summary>A sparse int8 matrix as steps for "gather by permute" kernels; knows how full the steps got, which decides whether they pay.</summary>
/// <remarks>
/// Rows are grouped in blocks of as many rows as a vector has lanes. A step serves every row of a block with up to <see cref="GatherFormat.Slots"/> weights
/// whose activations lie in one window: greedily, the window starts at the smallest place that the block still needs. Empty slots have weight 0. The rows that
/// do not fill a block share its lanes: with 8, 4, 2 or 1 rows, each has 2, 4, 8 or 16 lanes of 16, whose sums are to be added.
/// This file uses no instruction sets and nothing newer than .NET Standard 2.0, so that a compiler can ask the same packer for the fill.
/// </remarks>
internal sealed class GatherSteps
{
    private readonly SparseRows _rows;
    private readonly int _lastOffset;
    private readonly List<GatherBlock> _blocks = new();
    private readonly List<int> _offsets = new();
    private byte[] _indices;
    private sbyte[] _weights;

    private GatherSteps(SparseRows rows, GatherFormat format)
    {
        Format = format;
        _rows = rows;
        _lastOffset = Math.Max(0, rows.Reach - format.Window);
        Order = format.Sorted ? rows.ByDescendingCount() : SparseRows.Consecutive(rows.Rows);
        // Room for a fill of two thirds; grows when that is not enough.
        var slots = format.SlotsPerStep * (1 + (rows.Values.Length * 3 / 2 / format.SlotsPerStep));
        _indices = new byte[slots];
        _weights = new sbyte[slots];
    }

    public GatherFormat Format { get; }

    /// <summary>The rows in the order in which the blocks hold them.</summary>
    public int[] Order { get; }

    public IReadOnlyList<GatherBlock> Blocks => _blocks;

    /// <summary>First place of each step's window.</summary>
    public IReadOnlyList<int> Offsets => _offsets;

    /// <summary>Place minus window start, for every slot: [step][lane][slot].</summary>
    public ReadOnlySpan<byte> Indices => _indices.AsSpan(0, Slots);

    /// <summary>Weights of the slots, in the same order.</summary>
    public ReadOnlySpan<sbyte> Weights => _weights.AsSpan(0, Slots);

    public int NonZeros => _rows.Values.Length;

    public int Steps => _offsets.Count;

    public int Slots => Steps * Format.SlotsPerStep;

    /// <summary>Part of the slots that hold a non-zero weight.</summary>
    public double Fill => Slots == 0 ? 1 : NonZeros / (double)Slots;

    /// <summary>Packs the non-zeros of a matrix.</summary>
    public static GatherSteps Pack(SparseRows rows, GatherFormat format)
    {
        var steps = new GatherSteps(rows, format);
        var whole = rows.Rows / format.Lanes * format.Lanes;
        for (var row = 0; row < whole; row += format.Lanes)
        {
            steps.PackBlock(row, format.Lanes, format.Lanes);
        }

        if (whole < rows.Rows)
        {
            steps.PackRest(whole, rows.Rows - whole);
        }

        return steps;
    }

    /// <summary>One block for the last rows, or two if they take fewer steps: 10 rows are better 8 with two lanes each and 2 with eight.</summary>
    private void PackRest(int first, int count)
    {
        var power = PowerOfTwo(count);
        var (blocks, before) = (_blocks.Count, Steps);
        PackBlock(first, count, power);
        var half = power / 2;
        if (power == count || half == 0)
        {
            return;
        }

        var single = Steps;
        Truncate(blocks, before);
        PackBlock(first, half, half);
        PackBlock(first + half, count - half, PowerOfTwo(count - half));
        if (Steps + 1 >= single)
        {
            Truncate(blocks, before);
            PackBlock(first, count, power);
        }
    }

    private static int PowerOfTwo(int count)
    {
        var power = 1;
        while (power < count)
        {
            power *= 2;
        }

        return power;
    }

    private void Truncate(int blocks, int steps)
    {
        Array.Clear(_indices, steps * Format.SlotsPerStep, _indices.Length - (steps * Format.SlotsPerStep));
        Array.Clear(_weights, steps * Format.SlotsPerStep, _weights.Length - (steps * Format.SlotsPerStep));
        _blocks.RemoveRange(blocks, _blocks.Count - blocks);
        _offsets.RemoveRange(steps, _offsets.Count - steps);
    }

    /// <param name="first">First row, in <see cref="Order"/>.</param>
    /// <param name="count">Rows of the block.</param>
    /// <param name="stride">Lanes from one of a row's lanes to its next: a power of two, at least <paramref name="count"/>.</param>
    [MethodImpl(SparseRows.Optimized)]
    private void PackBlock(int first, int count, int stride)
    {
        var before = Steps;
        var next = new int[count];
        var ends = new int[count];
        for (var i = 0; i < count; i++)
        {
            (next[i], ends[i]) = (_rows.Starts[Order[first + i]], _rows.Starts[Order[first + i] + 1]);
        }

        for (var place = FirstPending(next, ends); place < int.MaxValue; place = FirstPending(next, ends))
        {
            var offset = Math.Min(place / Format.Alignment * Format.Alignment, _lastOffset);
            AddStep(offset);
            for (var i = 0; i < count; i++)
            {
                for (var lane = i; lane < Format.Lanes; lane += stride)
                {
                    var slot = Slots - Format.SlotsPerStep + (lane * Format.Slots);
                    next[i] += Format.PairSafe ? FillPairs(slot, offset, next[i], ends[i]) : Fill4(slot, offset, next[i], ends[i]);
                }
            }
        }

        while ((Steps - before) % Format.StepMultiple != 0)
        {
            AddStep(0);
        }

        _blocks.Add(new GatherBlock(first, count, stride, Steps - before));
    }

    private void AddStep(int offset)
    {
        _offsets.Add(offset);
        if (Slots > _indices.Length)
        {
            Array.Resize(ref _indices, Slots * 3 / 2);
            Array.Resize(ref _weights, Slots * 3 / 2);
        }
    }

    [MethodImpl(SparseRows.Optimized)]
    private int Fill4(int slot, int offset, int next, int end)
    {
        var count = Pending(offset, next, end);
        for (var i = 0; i < count; i++)
        {
            Set(slot + i, offset, next + i);
        }

        return count;
    }

    /// <summary>As many weights as can be paired safely: of one, two or three of the pairings of four weights, at least one allows the first two.</summary>
    [MethodImpl(SparseRows.Optimized)]
    private int FillPairs(int slot, int offset, int next, int end)
    {
        for (var count = Pending(offset, next, end); count > 0; count--)
        {
            for (var partner = 1; partner < 4; partner++)
            {
                // The first weight's partner, and the other two.
                var second = partner == 1 ? 2 : 1;
                var third = partner == 3 ? 2 : 3;
                if (IsSafe(Weight(0), Weight(partner)) && IsSafe(Weight(second), Weight(third)))
                {
                    SetIf(0, 0);
                    SetIf(1, partner);
                    SetIf(2, second);
                    SetIf(3, third);
                    return count;
                }
            }

            int Weight(int i) => i < count ? _rows.Values[next + i] : 0;

            void SetIf(int position, int i)
            {
                if (i < count)
                {
                    Set(slot + position, offset, next + i);
                }
            }
        }

        return 0;
    }

    // 255 * 128 is below 2^15; positive and negative products cannot add up beyond either.
    private static bool IsSafe(int a, int b) => Math.Max(a, 0) + Math.Max(b, 0) <= 128 && Math.Min(a, 0) + Math.Min(b, 0) >= -128;

    private void Set(int slot, int offset, int weight)
    {
        _indices[slot] = (byte)(_rows.Places[weight] - offset);
        _weights[slot] = _rows.Values[weight];
    }

    /// <summary>Weights of a row within the window, no more than a lane's slots.</summary>
    private int Pending(int offset, int next, int end)
    {
        var count = 0;
        while (count < Format.Slots && next + count < end && _rows.Places[next + count] < offset + Format.Window)
        {
            count++;
        }

        return count;
    }

    [MethodImpl(SparseRows.Optimized)]
    private int FirstPending(int[] next, int[] ends)
    {
        var first = int.MaxValue;
        for (var i = 0; i < next.Length; i++)
        {
            if (next[i] < ends[i])
            {
                first = Math.Min(first, _rows.Places[next[i]]);
            }
        }

        return first;
    }
}
