namespace Whittle.Benchmarks.Measuring;

/// <summary>What fresh processes take.</summary>
/// <param name="Empty">One that does nothing.</param>
/// <param name="JustInTime">One that predicts once and compiles everything just in time.</param>
/// <param name="Precompiled">One that predicts once with the package's ahead-of-time image of the runtime library; null where there is none.</param>
internal sealed record StartupCosts(ProcessCost Empty, ProcessCost JustInTime, ProcessCost? Precompiled);
