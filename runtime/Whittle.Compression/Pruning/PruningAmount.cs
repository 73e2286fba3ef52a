using static TorchSharp.torch;

namespace Whittle.Compression.Pruning;

/// <summary>Says which groups stay.</summary>
public abstract class PruningAmount
{
    /// <summary>Whether each group stays (bool tensors, one per layer).</summary>
    /// <param name="groups">The groups of each layer.</param>
    /// <param name="names">The layers' names.</param>
    /// <param name="pending">How much of the pruning is still to come: 1 at the start of a schedule, 0 at its end.</param>
    public abstract IReadOnlyList<Tensor> Select(IReadOnlyList<WeightGroups> groups, IReadOnlyList<string> names, double pending);

    /// <summary>A share in (0, 1], or an error that names it.</summary>
    protected static double Share(double share, string what) => share is > 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(what, share, "A share of weights to keep lies above 0 and is at most 1.");

    /// <summary>Marks the <paramref name="count"/> best of a list of scores; ties go to the lower index, and −∞ is never taken.</summary>
    protected static Tensor Best(Tensor scores, long count)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (sorted, order) = scores.sort(dim: 0, descending: true, stable: true);
        var taken = arange(scores.shape[0]).lt(count).logical_and(sorted.ne(double.NegativeInfinity));
        return zeros_like(taken).scatter_(0, order, taken);
    }

    /// <summary>How many of a number of groups a share keeps, at least one.</summary>
    protected static long Count(long groups, double share) => Math.Max(1, (long)Math.Round(groups * share, MidpointRounding.AwayFromZero));
}
