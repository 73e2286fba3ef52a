using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Shapes;

/// <summary>At most N of every M consecutive weights of an output (Mishra et al. 2021: 2:4), counted over the flattened inputs.</summary>
/// <remarks>The share kept is N/M, or less where the amount asks for less. The inputs of every layer must divide by M.</remarks>
public sealed class NOfM : PruningShape
{
    private readonly int _kept;
    private readonly int _of;

    /// <summary>Keeps <paramref name="kept"/> of <paramref name="of"/> weights, 1 ≤ kept &lt; of.</summary>
    public NOfM(int kept, int of)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kept, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(kept, of);
        (_kept, _of) = (kept, of);
    }

    /// <inheritdoc/>
    public override WeightGroups Group(Tensor scores, string layer)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var shape = scores.shape;
        if (scores.numel() / shape[0] % _of != 0)
        {
            throw new CompressionException(
                $"{layer}: {scores.numel() / shape[0]} inputs do not divide into groups of {_of}. Leave the layer out, or choose another N:M.");
        }

        // topk takes exactly N of each group, ties included.
        var rows = scores.reshape(-1, _of);
        var (_, best) = rows.topk(_kept, dim: 1);
        var ruledOut = full_like(rows, double.NegativeInfinity);
        return new WeightGroups(ruledOut.scatter(1, best, rows.gather(1, best)).flatten(), kept => kept.reshape(shape), 1);
    }
}
