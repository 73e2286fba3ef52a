using DeepCompression.Measuring;
using DeepCompression.Output;
using Spectre.Console;
using Whittle.Compression.Recipes;
using static TorchSharp.torch;

namespace DeepCompression.Commands;

/// <summary>What the command line asks for, and the one way in which recipes are run.</summary>
/// <param name="Console">Where progress and tables go.</param>
/// <param name="Output">Folder of models and charts.</param>
/// <param name="Cancellation">Ctrl+C.</param>
internal sealed record Job(IAnsiConsole Console, string Output, CancellationToken Cancellation)
{
    /// <summary>Folder of MNIST, or null for drawn digits.</summary>
    public string? Data { get; init; }

    public required string Checkpoints { get; init; }

    public int Seed { get; init; } = 1;

    public int Images { get; init; } = 12_000;

    public double Threshold { get; init; }

    public bool IsQuick { get; init; }

    /// <summary>Runs a recipe, or what its checkpoints lack of it, with bars.</summary>
    public FinishedRun Run(CompressionRecipe recipe, Data.ImageSplits images, Func<nn.Module<Tensor, Tensor>> create)
    {
        RunTrace? trace = null;
        CompressionRun? run = null;
        var result = StageBars.Show(Console, recipe.Name, bars =>
        {
            trace = new RunTrace(bars);
            run = new CompressionRun(create, recipe, images.Training, images.Validation)
            {
                Progress = trace,
                Checkpoints = Path.Combine(Checkpoints, recipe.Name.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-')),
                Size = new CompiledSize(),
            };
            return run.Run(Cancellation);
        });
        foreach (var stage in result.Report.Stages)
        {
            Console.MarkupLineInterpolated(
                $"{recipe.Name}: {stage.Name}, {FormattableString.Invariant($"{stage.Error:0.00} % wrong, {100 * stage.Kept:0.00} % kept, {stage.Bytes:n0} bytes")}");
        }

        return new FinishedRun(recipe, run!, result, trace!.Points);
    }
}

/// <summary>A recipe that has run.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Run">Gives the state after each stage.</param>
/// <param name="Result">State and report at the end.</param>
/// <param name="Points">Kept weights and error along the part that was run now.</param>
internal sealed record FinishedRun(CompressionRecipe Recipe, CompressionRun Run, CompressionResult Result, IReadOnlyList<(double Kept, double Error)> Points);
