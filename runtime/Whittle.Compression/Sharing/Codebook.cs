using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Sharing;

/// <summary>The shared values of a layer (one row) or of its outputs (a row each), and which weight has which.</summary>
public sealed class Codebook
{
    private readonly Tensor _positions;
    private readonly Tensor _entries;
    private readonly int[] _rowStarts;

    private Codebook(WeightLayer layer, Parameter values, int[] rowStarts, List<long> positions, List<long> entries)
    {
        (Layer, Values, _rowStarts) = (layer, values, rowStarts);
        _positions = tensor(positions.ToArray()).DetachFromDisposeScope();
        _entries = tensor(entries.ToArray()).DetachFromDisposeScope();
    }

    /// <summary>The layer.</summary>
    public WeightLayer Layer { get; }

    /// <summary>All values, 1-D; the codebooks of outputs one after the other. This is what is trained.</summary>
    public Parameter Values { get; }

    /// <summary>Number of codebooks: 1, or the layer's outputs.</summary>
    public int Rows => _rowStarts.Length - 1;

    /// <summary>The values of one codebook.</summary>
    public float[] Row(int row) => Values.detach().data<float>().ToArray()[_rowStarts[row].._rowStarts[row + 1]];

    /// <summary>For every weight 0 where it is zero, and otherwise 1 + the index of its value in its codebook; row by row of the flattened weights.</summary>
    public int[] Codes()
    {
        var codes = new int[Layer.Weight.numel()];
        var perRow = codes.Length / Rows;
        foreach (var (position, entry) in _positions.data<long>().ToArray().Zip(_entries.data<long>().ToArray()))
        {
            codes[position] = (int)entry - _rowStarts[position / perRow] + 1;
        }

        return codes;
    }

    internal static Codebook Create(WeightLayer layer, SharingOptions options)
    {
        var size = options.SizeOf(layer.Name);
        var weights = layer.Weight.detach().contiguous().data<float>().ToArray();
        var rows = options.PerChannel ? (int)layer.Weight.shape[0] : 1;
        var (values, starts, positions, entries) = (new List<float>(), new List<int> { 0 }, new List<long>(), new List<long>());
        for (var row = 0; row < rows; row++)
        {
            var first = weights.Length / rows * row;
            var part = weights.AsSpan(first, weights.Length / rows);
            AddRow(part, first, size, options.Start, values, positions, entries);
            starts.Add(values.Count);
        }

        var parameter = new Parameter(tensor(values.ToArray()));
        parameter.DetachFromDisposeScope();
        return new Codebook(layer, parameter, [.. starts], positions, entries);
    }

    /// <summary>The gradient of a shared value is the sum over the weights that share it.</summary>
    internal void Collect()
    {
        if (Layer.Weight.grad is not { } gradient)
        {
            return;
        }

        using var none = no_grad();
        using var scope = NewDisposeScope();
        var sums = zeros_like(Values).index_add_(0, _entries, gradient.flatten().index_select(0, _positions), 1);
        Values.grad = sums.DetachFromDisposeScope();
    }

    internal void Write()
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var weights = zeros(Layer.Weight.numel()).index_copy_(0, _positions, Values.index_select(0, _entries));
        Layer.Weight.copy_(weights.reshape(Layer.Weight.shape));
    }

    private static void AddRow(ReadOnlySpan<float> weights, int first, int size, CodebookStart start, List<float> values, List<long> positions, List<long> entries)
    {
        var kept = weights.ToArray().Where(weight => weight != 0).ToArray();
        if (kept.Length == 0)
        {
            return;
        }

        // A code is a byte: where there are zeros, zero takes one of the 256. Few enough values stay as they are, such as those of a network that was shared before.
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
