namespace Whittle.Compression.Pruning;

/// <summary>Spreads pruning over training.</summary>
public abstract class PruningSchedule
{
    /// <summary>How much of the pruning is still to come, from 1 (nothing is pruned) to 0.</summary>
    /// <param name="progress">How far training is, 0 to 1.</param>
    public abstract double Pending(double progress);
}
