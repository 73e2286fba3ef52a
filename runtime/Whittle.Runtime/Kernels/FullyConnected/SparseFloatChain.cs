using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Packs a sparse matrix for <see cref="SparseFloatChainRow"/>: blocks of sixteen outputs, steps of at most one weight for each of them.</summary>
/// <remarks>
/// A step picks inputs from two windows of sixteen, anywhere in the row. The second one is the first one of the next step, so each step loads one window: inputs in
/// the first-level cache cost more than anything else in such a step. A lane takes any weight that it has in the two windows, and 0 * (some input) if it has none.
/// Four steps are a group in memory: 16 words with an index byte for each step (lanes by steps, lowest byte first; 0 to 15 picks from the first window, 16 to 31
/// from the second) and 4 x 16 weights. A block is a whole number of groups.
/// </remarks>
internal sealed class SparseFloatChain
{
    /// <summary>Steps of a group.</summary>
    public const int StepsPerGroup = 4;

    /// <summary>Words of a group.</summary>
    public const int GroupWords = SparseFloatBlock.Lanes * (1 + StepsPerGroup);

    /// <summary>Places of windows are 16 bits.</summary>
    public const int MostInputs = ushort.MaxValue;

    private readonly List<ushort> _offsets = [];
    private readonly List<uint> _words = [];
    private readonly int _inputs;

    private SparseFloatChain(ReadOnlySpan<float> weights, int inputs, int[][] columns, int[] order)
    {
        _inputs = inputs;
        Order = order;
        Groups = new int[(order.Length + SparseFloatBlock.Lanes - 1) / SparseFloatBlock.Lanes];
        for (var block = 0; block < Groups.Length; block++)
        {
            var first = block * SparseFloatBlock.Lanes;
            var rows = order.AsSpan(first, Math.Min(SparseFloatBlock.Lanes, order.Length - first));
            var before = _words.Count;
            PackBlock(weights, rows, new SparseFloatBlock([.. rows.ToArray().Select(row => columns[row])], inputs));
            Groups[block] = (_words.Count - before) / GroupWords;
        }
    }

    /// <summary>Output of every lane, block by block.</summary>
    public int[] Order { get; }

    /// <summary>Groups of every block.</summary>
    public int[] Groups { get; }

    /// <summary>First inputs of the windows: one before the first step of a block, and one for each of its steps.</summary>
    public NativeBuffer<ushort> Offsets => Copy(_offsets);

    /// <summary>The groups of all blocks.</summary>
    public NativeBuffer<uint> Words => Copy(_words);

    /// <summary>Packs weights [outputs, inputs] of at most <see cref="MostInputs"/> inputs, with rows of equal length side by side if that gains more than bringing
    /// their outputs back to their places costs.</summary>
    public static SparseFloatChain Pack(ReadOnlySpan<float> weights, int outputs, int inputs)
    {
        // Storing one output where it belongs takes about half as long as a step.
        const int OutputsPerStep = 2;
        var columns = SparseFloatSteps.NonZeros(weights, outputs, inputs);
        int[] asGiven = [.. Enumerable.Range(0, outputs)];
        int[] sorted = [.. asGiven.OrderByDescending(output => columns[output].Length)];
        var chain = new SparseFloatChain(weights, inputs, columns, asGiven);
        var other = new SparseFloatChain(weights, inputs, columns, sorted);
        var saved = (chain.Groups.Sum() - other.Groups.Sum()) * StepsPerGroup;
        return saved * OutputsPerStep > outputs ? other : chain;
    }

    private static NativeBuffer<T> Copy<T>(List<T> source)
        where T : unmanaged
    {
        var copy = new NativeBuffer<T>(source.Count);
        CollectionsMarshal.AsSpan(source).CopyTo(copy.Span);
        return copy;
    }

    private void PackBlock(ReadOnlySpan<float> weights, ReadOnlySpan<int> rows, SparseFloatBlock block)
    {
        var first = block.Best(-1);
        _offsets.Add(Offset(first));
        var steps = 0;
        for (; block.Pending > 0; steps++)
        {
            var second = block.Best(first);
            _offsets.Add(Offset(second));
            PackStep(weights, rows, block, steps % StepsPerGroup, (first, second));
            first = second;
        }

        for (; steps % StepsPerGroup != 0; steps++)
        {
            _offsets.Add(Offset(first));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackStep(ReadOnlySpan<float> weights, ReadOnlySpan<int> rows, SparseFloatBlock block, int step, (int First, int Second) windows)
    {
        if (step == 0)
        {
            CollectionsMarshal.SetCount(_words, _words.Count + GroupWords);
            CollectionsMarshal.AsSpan(_words)[^GroupWords..].Clear();
        }

        var group = CollectionsMarshal.AsSpan(_words)[^GroupWords..];
        var (first, second) = windows;
        var (mostFirst, mostSecond) = (block.Most(first), block.Most(second));
        for (var lane = 0; lane < rows.Length; lane++)
        {
            // A window must be visited as often as its fullest lane has weights: take where the lane is nearer to that.
            var (inFirst, inSecond) = (block.Count(first, lane), second == first ? 0 : block.Count(second, lane));
            if (inFirst + inSecond == 0)
            {
                continue;
            }

            var isFirst = inSecond == 0 || (inFirst > 0 && mostFirst - inFirst <= mostSecond - inSecond);
            var window = isFirst ? first : second;
            var input = block.Take(window, lane);
            var index = input - Offset(window) + (isFirst ? 0 : SparseFloatBlock.Window);
            group[lane] |= (uint)index << (8 * step);
            group[(SparseFloatBlock.Lanes * (1 + step)) + lane] = BitConverter.SingleToUInt32Bits(weights[(rows[lane] * _inputs) + input]);
        }
    }

    // The last window is moved back to end with the inputs.
    private ushort Offset(int window) => (ushort)Math.Min(window * SparseFloatBlock.Window, Math.Max(0, _inputs - SparseFloatBlock.Window));
}
