using Whittle.Compression.Recipes.Reports;
using Whittle.Compression.Training;

namespace Whittle.Compression.Recipes;

/// <summary>Turns the progress of one stage's training into that of the recipe.</summary>
internal sealed class StageProgress(IProgress<RecipeProgress>? listener, RecipeProgress start) : IProgress<TrainingProgress>
{
    private RecipeProgress _now = start;

    public void Begin(int steps)
    {
        _now = _now with { Steps = steps };
        listener?.Report(_now);
    }

    public void Report(TrainingProgress value)
    {
        _now = _now with { Step = value.Step, Loss = value.Loss };
        listener?.Report(_now);
    }

    public void Measured(double error, double kept) => _now = _now with { Error = error, Kept = kept };

    public StageReport End(CompressionState state, long bytes)
    {
        _now = _now with { Step = _now.Steps, Error = state.Error(), Kept = state.Kept, Bytes = bytes };
        listener?.Report(_now);
        return new StageReport(_now.Stage, _now.Steps, double.IsFinite(_now.Loss) ? _now.Loss : 0, _now.Error, _now.Kept, bytes);
    }
}
