namespace Whittle.Compression.Pruning.Schedules;

/// <summary>Everything at once, before the first step.</summary>
public sealed class OneShot : PruningSchedule
{
    /// <inheritdoc/>
    public override double Pending(double progress) => 0;
}
