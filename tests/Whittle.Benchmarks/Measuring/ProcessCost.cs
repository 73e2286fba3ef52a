namespace Whittle.Benchmarks.Measuring;

/// <summary>What a process took.</summary>
/// <param name="Milliseconds">CPU time of all its threads.</param>
/// <param name="Megabytes">The largest memory it had.</param>
/// <param name="CompilingMilliseconds">Wall time of the just-in-time compiler.</param>
/// <param name="CompiledMethods">How many methods it compiled.</param>
internal sealed record ProcessCost(double Milliseconds, double Megabytes, double CompilingMilliseconds, double CompiledMethods)
{
    public static ProcessCost operator -(ProcessCost left, ProcessCost right) => new(
        left.Milliseconds - right.Milliseconds,
        left.Megabytes - right.Megabytes,
        left.CompilingMilliseconds - right.CompilingMilliseconds,
        left.CompiledMethods - right.CompiledMethods);
}
