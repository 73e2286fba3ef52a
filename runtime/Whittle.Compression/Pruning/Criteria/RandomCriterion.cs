using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Criteria;

/// <summary>Any weights: the baseline that a criterion has to beat. A weight's score stays the same from call to call.</summary>
public sealed class RandomCriterion(int seed) : PruningCriterion
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Score(IReadOnlyList<WeightLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var random = new Random(seed);
        return [.. layers.Select(layer => Score(layer.Weight.shape, random))];
    }

    private static Tensor Score(long[] shape, Random random)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        foreach (ref var value in values.AsSpan())
        {
            value = random.NextSingle();
        }

        return tensor(values).reshape(shape);
    }
}
