namespace Whittle.Runtime.Layouts;

/// <summary>A sparse int8 matrix as steps for "gather by permute" kernels; knows how full the steps got, which decides whether they pay.</summary>
/// <remarks>
/// Rows are grouped in blocks of as many rows as a vector has lanes. A step serves every row of a block with up to <see cref="GatherFormat.Slots"/> weights
/// whose activations lie in one of its windows (<see cref="GatherPacker"/> chooses them). Empty slots have weight 0. The rows that
/// do not fill a block share its lanes: with 8, 4, 2 or 1 rows, each has 2, 4, 8 or 16 lanes of 16, whose sums are to be added.
/// The packer uses no instruction sets and nothing newer than .NET Standard 2.0, so that a compiler can ask the same one for the fill.
/// </remarks>
internal sealed class GatherSteps
{
    private readonly List<GatherBlock> _blocks = new();
    private readonly List<int> _offsets = new();
    private byte[] _indices;
    private sbyte[] _weights;

    private GatherSteps(SparseRows rows, GatherFormat format)
    {
        Format = format;
        NonZeros = rows.Values.Length;
        Order = format.Sorted ? rows.ByDescendingCount() : SparseRows.Consecutive(rows.Rows);
        // Room for a fill of two thirds; grows when that is not enough.
        var slots = format.SlotsPerStep * (1 + (NonZeros * 3 / 2 / format.SlotsPerStep));
        _indices = new byte[slots];
        _weights = new sbyte[slots];
    }

    public GatherFormat Format { get; }

    /// <summary>The rows in the order in which the blocks hold them.</summary>
    public int[] Order { get; }

    public IReadOnlyList<GatherBlock> Blocks => _blocks;

    /// <summary>First place of each window: [step][window].</summary>
    public IReadOnlyList<int> Offsets => _offsets;

    /// <summary>Byte of the step's windows, one behind the other, for every slot: [step][lane][slot].</summary>
    public ReadOnlySpan<byte> Indices => _indices.AsSpan(0, Slots);

    /// <summary>Weights of the slots, in the same order.</summary>
    public ReadOnlySpan<sbyte> Weights => _weights.AsSpan(0, Slots);

    public int NonZeros { get; }

    public int Steps => _offsets.Count / Format.Windows;

    public int Slots => Steps * Format.SlotsPerStep;

    /// <summary>Part of the slots that hold a non-zero weight.</summary>
    public double Fill => Slots == 0 ? 1 : NonZeros / (double)Slots;

    /// <summary>Packs the non-zeros of a matrix.</summary>
    public static GatherSteps Pack(SparseRows rows, GatherFormat format)
    {
        var steps = new GatherSteps(rows, format);
        var packer = new GatherPacker(rows, steps);
        var whole = rows.Rows / format.Lanes * format.Lanes;
        for (var row = 0; row < whole; row += format.Lanes)
        {
            packer.PackBlock(row, format.Lanes, format.Lanes);
        }

        if (whole < rows.Rows)
        {
            steps.PackRest(packer, whole, rows.Rows - whole);
        }

        return steps;
    }

    /// <summary>Adds an empty step.</summary>
    /// <param name="offset">Where all its windows start.</param>
    /// <returns>The step's first slot.</returns>
    public int AddStep(int offset)
    {
        for (var window = 0; window < Format.Windows; window++)
        {
            _offsets.Add(offset);
        }

        if (Slots > _indices.Length)
        {
            Array.Resize(ref _indices, Slots * 3 / 2);
            Array.Resize(ref _weights, Slots * 3 / 2);
        }

        return Slots - Format.SlotsPerStep;
    }

    /// <summary>Lets the last step's last window start elsewhere.</summary>
    public void MoveLastWindow(int offset) => _offsets[_offsets.Count - 1] = offset;

    public void Set(int slot, int index, sbyte weight)
    {
        _indices[slot] = (byte)index;
        _weights[slot] = weight;
    }

    public void AddBlock(GatherBlock block) => _blocks.Add(block);

    /// <summary>One block for the last rows, or two if they take fewer steps: 10 rows are better 8 with two lanes each and 2 with eight.</summary>
    private void PackRest(GatherPacker packer, int first, int count)
    {
        var power = PowerOfTwo(count);
        var (blocks, before) = (_blocks.Count, Steps);
        packer.PackBlock(first, count, power);
        var half = power / 2;
        if (power == count || half == 0)
        {
            return;
        }

        var single = Steps;
        Truncate(blocks, before);
        packer.PackBlock(first, half, half);
        packer.PackBlock(first + half, count - half, PowerOfTwo(count - half));
        if (Steps + 1 >= single)
        {
            Truncate(blocks, before);
            packer.PackBlock(first, count, power);
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
        _offsets.RemoveRange(steps * Format.Windows, _offsets.Count - (steps * Format.Windows));
    }
}
