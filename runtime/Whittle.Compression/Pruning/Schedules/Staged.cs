namespace Whittle.Compression.Pruning.Schedules;

/// <summary>Equal steps with training between them: prune, tune, prune further (Han et al. 2015).</summary>
public sealed class Staged : PruningSchedule
{
    private readonly int _stages;

    /// <summary>Prunes in <paramref name="stages"/> ≥ 1 steps; the first is at once, the last at progress 1 − 1/stages.</summary>
    public Staged(int stages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        _stages = stages;
    }

    /// <inheritdoc/>
    public override double Pending(double progress) => Math.Max(0, 1 - ((Math.Floor(Math.Clamp(progress, 0, 1) * _stages) + 1) / _stages));
}
