namespace Whittle.Compression.Pruning.Schedules;

/// <summary>(1 − t/end)³: fast while there is much to prune, slow towards the end (Zhu and Gupta 2017).</summary>
public sealed class Cubic : PruningSchedule
{
    private readonly double _end;

    /// <summary>Reaches the full amount at the progress <paramref name="end"/>, in (0, 1]; after it the mask still follows the scores.</summary>
    public Cubic(double end = 0.9)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, 1);
        _end = end;
    }

    /// <inheritdoc/>
    public override double Pending(double progress) => Math.Pow(1 - Math.Clamp(progress / _end, 0, 1), 3);
}
