using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Sharing;

/// <summary>The shared values of a layer (one row) or of its outputs (a row each), and which weight has which.</summary>
public sealed class Codebook
{
    private static readonly Scalar s_one = 1;

    private Tensor _positions;
    private Tensor _entries;
    private int[] _rowStarts;

    private Codebook(WeightLayer layer, bool isOfBias, Parameter values, int[] rowStarts, List<long> positions, List<long> entries)
    {
        (Layer, IsOfBias, Values, _rowStarts) = (layer, isOfBias, values, rowStarts);
        _positions = tensor(positions.ToArray()).DetachFromDisposeScope();
        _entries = tensor(entries.ToArray()).DetachFromDisposeScope();
    }

    /// <summary>The layer.</summary>
    public WeightLayer Layer { get; }

    /// <summary>Whether the values are those of the layer's bias instead of its weights.</summary>
    public bool IsOfBias { get; }

    /// <summary>All values, 1-D; the codebooks of outputs one after the other. This is what is trained.</summary>
    public Parameter Values { get; private set; }

    /// <summary>Number of codebooks: 1, or the layer's outputs.</summary>
    public int Rows => _rowStarts.Length - 1;

    /// <summary>The values of one codebook.</summary>
    public float[] Row(int row) => Values.detach().data<float>().ToArray()[_rowStarts[row].._rowStarts[row + 1]];

    /// <summary>For every weight 0 where it is zero, and otherwise 1 + the index of its value in its codebook; row by row of the flattened weights.</summary>
    public int[] Codes()
    {
        var codes = new int[Target.numel()];
        var perRow = codes.Length / Rows;
        foreach (var (position, entry) in _positions.data<long>().ToArray().Zip(_entries.data<long>().ToArray()))
        {
            codes[position] = (int)entry - _rowStarts[position / perRow] + 1;
        }

        return codes;
    }

    /// <summary>The parameter whose elements share the values.</summary>
    internal Parameter Target => IsOfBias ? Layer.Bias! : Layer.Weight;

    /// <summary>The beginning of the names of what <see cref="State"/> gives.</summary>
    private string Prefix => $"{Layer.Name}.{(IsOfBias ? "bias" : "weight")}";

    internal static Codebook Create(WeightLayer layer, SharingOptions options) =>
        Create(layer, false, options.PerChannel ? (int)layer.Weight.shape[0] : 1, options.SizeOf(layer.Name), options.Start);

    /// <summary>One codebook for the bias of a layer that has one.</summary>
    internal static Codebook OfBias(WeightLayer layer, int size, CodebookStart start) => Create(layer, true, 1, size, start);

    internal IEnumerable<KeyValuePair<string, Tensor>> State() =>
    [
        new($"{Prefix}.values", Values.detach()),
        new($"{Prefix}.positions", _positions),
        new($"{Prefix}.entries", _entries),
        new($"{Prefix}.rows", tensor(_rowStarts)),
    ];

    internal void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        Values = new Parameter(state[$"{Prefix}.values"].clone());
        Values.DetachFromDisposeScope();
        _positions = state[$"{Prefix}.positions"].clone().DetachFromDisposeScope();
        _entries = state[$"{Prefix}.entries"].clone().DetachFromDisposeScope();
        _rowStarts = state[$"{Prefix}.rows"].data<int>().ToArray();
    }

    /// <summary>The gradient of a shared value is the sum over the weights that share it.</summary>
    internal void Collect()
    {
        if (Target.grad is not { } gradient)
        {
            return;
        }

        using var none = no_grad();
        using var scope = NewDisposeScope();
        var sums = zeros_like(Values).index_add_(0, _entries, gradient.flatten().index_select(0, _positions), s_one);
        Values.grad = sums.DetachFromDisposeScope();
    }

    internal void Write()
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var weights = zeros(Target.numel()).index_copy_(0, _positions, Values.index_select(0, _entries));
        Target.copy_(weights.reshape(Target.shape));
    }

    private static Codebook Create(WeightLayer layer, bool isOfBias, int rows, int size, CodebookStart start)
    {
        var weights = (isOfBias ? layer.Bias! : layer.Weight).detach().contiguous().data<float>().ToArray();
        var (values, starts, positions, entries) = (new List<float>(), new List<int> { 0 }, new List<long>(), new List<long>());
        for (var row = 0; row < rows; row++)
        {
            var first = weights.Length / rows * row;
            var part = weights.AsSpan(first, weights.Length / rows);
            AddRow(part, first, size, start, values, positions, entries);
            starts.Add(values.Count);
        }

        var parameter = new Parameter(tensor(values.ToArray()));
        parameter.DetachFromDisposeScope();
        return new Codebook(layer, isOfBias, parameter, [.. starts], positions, entries);
    }

    private static void AddRow(
        ReadOnlySpan<float> weights, int first, int size, CodebookStart start, List<float> values, List<long> positions, List<long> entries)
    {
        var kept = weights.ToArray().Where(weight => weight != 0).ToArray();
        if (kept.Length == 0)
        {
            return;
        }

        // A code is a byte: where there are zeros, zero takes one of the 256. Few enough values stay as they are, such as those of a network that was shared
        // before.
        var most = kept.Length < weights.Length ? Math.Min(size, 255) : size;
        var distinct = kept.Distinct().Order().ToArray();
        var centroids = distinct.Length <= most ? distinct : KMeans.Cluster(kept, most, start);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0)
            {
                positions.Add(first + i);
                entries.Add(values.Count + KMeans.Nearest(centroids, weights[i]));
            }
        }

        values.AddRange(centroids);
    }
}
