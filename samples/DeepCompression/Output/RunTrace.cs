using Whittle.Compression.Recipes;

namespace DeepCompression.Output;

/// <summary>Remembers what progress said about error and kept weights, for charts, and passes it on.</summary>
internal sealed class RunTrace(IProgress<RecipeProgress> next) : IProgress<RecipeProgress>
{
    private readonly List<(double Kept, double Error)> _points = [];

    /// <summary>A point for each epoch and stage, in their order.</summary>
    public IReadOnlyList<(double Kept, double Error)> Points => _points;

    public void Report(RecipeProgress value)
    {
        if (double.IsFinite(value.Error) && (_points.Count == 0 || _points[^1] != (value.Kept, value.Error)))
        {
            _points.Add((value.Kept, value.Error));
        }

        next.Report(value);
    }
}
