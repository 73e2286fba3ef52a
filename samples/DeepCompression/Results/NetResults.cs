using DeepCompression.Commands;
using DeepCompression.Data;
using DeepCompression.Measuring;
using DeepCompression.Recipes;

namespace DeepCompression.Results;

/// <summary>What the page says about a network; made after everything has run, since it looks at the test images.</summary>
/// <param name="Net">The network.</param>
/// <param name="OriginalBytes">Four for every parameter.</param>
/// <param name="Dense">Plain training.</param>
/// <param name="Smallest">The stages of our recipe.</param>
/// <param name="Paper">The stages of the paper's.</param>
/// <param name="Quantized">Integers, with the points each may lose.</param>
/// <param name="Layers">Layers at the end of our recipe.</param>
internal sealed record NetResults(
    NetSettings Net,
    long OriginalBytes,
    StageResult Dense,
    IReadOnlyList<StageResult> Smallest,
    IReadOnlyList<StageResult> Paper,
    IReadOnlyList<(StageResult Result, double? Allowed)> Quantized,
    IReadOnlyList<Whittle.Compression.Recipes.Reports.LayerReport> Layers)
{
    public static NetResults Measure(NetRuns runs, ImageSplits images) => new(
        runs.Net,
        4 * runs.Dense.Result.State.Network.parameters().Sum(parameter => parameter.numel()),
        Stages(runs.Dense, images).Single(),
        Stages(runs.Smallest, images),
        Stages(runs.Paper, images),
        [.. runs.Quantized.Select(entry => (Stages(entry.Run, images).Single(), entry.Allowed))],
        runs.Smallest.Result.Report.Layers);

    private static IReadOnlyList<StageResult> Stages(FinishedRun run, ImageSplits images) => [.. run.Result.Report.Stages.Select(stage =>
    {
        // The bytes are measured again: checkpoints may be older than the compiler.
        var state = run.Run.After(stage.Name);
        return new StageResult(stage.Name, stage.Error, state.Error(images.Test), stage.Kept, new CompiledSize().Measure(state).Bytes);
    })];
}

/// <summary>A row of the page.</summary>
internal sealed record StageResult(string Name, double ValidationError, double TestError, double Kept, long Bytes);
