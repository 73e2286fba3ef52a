using Whittle.Compression.Recipes.Checkpoints;
using Whittle.Compression.Recipes.Reports;
using Whittle.Compression.Recipes.Sizes;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes;

/// <summary>Applies a recipe to a network.</summary>
/// <param name="create">Makes the network; torch's generator has been seeded by the recipe.</param>
/// <param name="recipe">The stages.</param>
/// <param name="training">What it is trained with.</param>
/// <param name="validation">What errors are measured on; not the test data.</param>
/// <remarks>
/// The same recipe, data and number of torch's threads give the same bits, whether a run was broken off and resumed or not: an epoch draws all its random
/// numbers from the recipe's seed, the stage and its own number. Torch's own generator is seeded on the way.
/// </remarks>
public sealed class CompressionRun(Func<nn.Module<Tensor, Tensor>> create, CompressionRecipe recipe, TrainingSet training, TrainingSet validation)
{
    /// <summary>Told at every step.</summary>
    public IProgress<RecipeProgress>? Progress { get; init; }

    /// <summary>Folder of checkpoints, written after every stage and every epoch of training; a run continues from those that it finds there. Null keeps
    /// none.</summary>
    public string? Checkpoints { get; init; }

    /// <summary>Measures bytes after every stage.</summary>
    public SizeMeter Size { get; init; } = new EstimatedSize();

    /// <summary>Runs all stages, or those that the checkpoints lack.</summary>
    /// <param name="cancellation">Stops between two steps; with checkpoints the next run continues after the last whole epoch.</param>
    /// <exception cref="CompressionException">A stage cannot do its work, or a loss is not a number: the checkpoints are then those of the last epoch before
    /// it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CompressionResult Run(CancellationToken cancellation = default)
    {
        var folder = Open();
        List<StageReport> reports = [.. folder?.Reports ?? []];
        var state = Create();
        var dense = LayerReports.Dense(state.Network);
        Restore(state, folder, reports.Count);
        for (var i = reports.Count; i < recipe.Stages.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var report = RunStage(state, i, folder, reports.Count > 0 ? reports[^1].Bytes : 0, cancellation);
            reports.Add(report);
            folder?.SaveStage(i, state, report);
        }

        var layers = LayerReports.Of(state, Size.Measure(state), dense);
        return new CompressionResult(state, new CompressionReport(recipe.Name, recipe.Seed, Size.Description, reports, layers));
    }

    /// <summary>The network as a finished stage left it, from the checkpoints.</summary>
    /// <exception cref="CompressionException">There are no checkpoints, or the stage is not done.</exception>
    public CompressionState After(string stage)
    {
        var folder = Open();
        var done = folder?.Reports.ToList().FindIndex(report => report.Name == stage) ?? -1;
        if (done < 0)
        {
            throw new CompressionException(
                $"There is no checkpoint of a stage '{stage}' of the recipe '{recipe.Name}'. Run it first, with a folder for checkpoints.");
        }

        var state = Create();
        Restore(state, folder, done + 1);
        return state;
    }

    private CheckpointFolder? Open()
    {
        recipe.Checked();
        training.Checked();
        validation.Checked();
        return Checkpoints is null ? null : new CheckpointFolder(Checkpoints, recipe);
    }

    private CompressionState Create()
    {
        random.manual_seed(recipe.SeedOf(-1));
        return new CompressionState(create(), training, validation);
    }

    private void Restore(CompressionState state, CheckpointFolder? folder, int done)
    {
        if (done == 0 || folder is null)
        {
            return;
        }

        var tensors = folder.ReadStage(done - 1);
        StateTensors.LoadMemory(state, tensors);
        for (var i = 0; i < done; i++)
        {
            state.Network.eval();
            Seed(state, i);
            recipe.Stages[i].Restore(state);
        }

        StateTensors.Load(state, tensors);
    }

    private void Seed(CompressionState state, int stage)
    {
        state.Seed = recipe.SeedOf(stage);
        random.manual_seed(state.Seed);
    }

    private StageReport RunStage(CompressionState state, int index, CheckpointFolder? folder, long bytes, CancellationToken cancellation)
    {
        var stage = recipe.Stages[index];
        var options = (stage.Training ?? new TrainingOptions { Epochs = 0 }) with { Seed = recipe.SeedOf(index) };
        var progress = new StageProgress(Progress, new RecipeProgress(stage.Name, index, recipe.Stages.Count, 0, 0, double.NaN, double.NaN, state.Kept, bytes));

        // In evaluation mode, as training leaves a network: a fresh one would draw random numbers in its dropouts.
        state.Network.eval();

        // What a restored stage put off draws random numbers, so it is done first.
        _ = state.Training;
        Seed(state, index);
        stage.Begin(state, new Trainer(state.Network, options).StepsFor(state.Training));
        var trainer = new Trainer(state.Network, options with { Teacher = options.Teacher ?? state.Teacher }) { Progress = progress };
        progress.Begin(trainer.StepsFor(state.Training));
        if (options.Epochs > 0)
        {
            Train(state, index, trainer, folder, progress, cancellation);
        }

        stage.End(state);
        return progress.End(state, Size.Measure(state).Bytes);
    }

    private static void Train(
        CompressionState state, int index, Trainer trainer, CheckpointFolder? folder, StageProgress progress, CancellationToken cancellation)
    {
        EpochState? from = null;
        if (folder?.TryReadEpoch(index) is { } tensors)
        {
            StateTensors.Load(state, tensors);
            from = StateTensors.EpochOf(tensors);
        }

        using var attached = state.AttachRounding();
        trainer.Continue(state.Training, state.Form is null ? [] : [state.Form], from, Done, cancellation);

        void Done(EpochState epoch)
        {
            folder?.SaveEpoch(index, state, epoch);
            progress.Measured(state.Validation.Error(state.Network), state.Kept);
        }
    }
}

/// <summary>What a run gives.</summary>
/// <param name="State">The network in its form.</param>
/// <param name="Report">What was done.</param>
public sealed record CompressionResult(CompressionState State, CompressionReport Report);
