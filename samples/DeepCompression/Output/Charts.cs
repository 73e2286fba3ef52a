using ScottPlot;
using Whittle.Compression;
using Whittle.Compression.Recipes;
using Whittle.Compression.Recipes.Reports;

namespace DeepCompression.Output;

/// <summary>Pictures of a run, as PNG files.</summary>
internal static class Charts
{
    private const int Width = 900;
    private const int Height = 540;
    private const int Bins = 81;

    /// <summary>Error against the share of weights that is kept, along the run.</summary>
    public static void ErrorAgainstKept(string file, string title, IReadOnlyList<(double Kept, double Error)> points)
    {
        var plot = new Plot();
        plot.Add.Scatter(points.Select(point => Math.Log10(100 * point.Kept)).ToArray(), points.Select(point => point.Error).ToArray());
        plot.Axes.Bottom.TickGenerator = Percents();
        Save(plot, file, title, "weights kept", "error on validation images, %");
    }

    /// <summary>How often weights of a size occur, zeros left out.</summary>
    public static void Weights(string file, string title, CompressionState before, CompressionState after)
    {
        var plot = new Plot();
        var (first, last) = (Nonzero(before), Nonzero(after));
        var reach = first.Concat(last).Max(Math.Abs);
        Add(plot, first, reach, "before", offset: 0);
        Add(plot, last, reach, "after", offset: 0.4);
        plot.ShowLegend();
        Save(plot, file, title, "weight", "weights, decimal logarithm of 1 + count");
    }

    /// <summary>Bytes after every stage.</summary>
    public static void Bytes(string file, string title, string description, IReadOnlyList<StageReport> stages)
    {
        var plot = new Plot();
        plot.Add.Bars(stages.Select(stage => stage.Bytes / 1024.0).ToArray());
        var places = Enumerable.Range(0, stages.Count).Select(i => (double)i).ToArray();
        plot.Axes.Bottom.SetTicks(places, [.. stages.Select(stage => stage.Name)]);
        plot.Axes.Margins(bottom: 0);
        Save(plot, file, title, "stage", $"{description}, kB");
    }

    private static void Save(Plot plot, string file, string title, string x, string y)
    {
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        plot.SavePng(file, Width, Height);
    }

    private static ScottPlot.TickGenerators.NumericManual Percents()
    {
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        foreach (var (value, name) in new[] { (0.5, "0.5 %"), (1, "1 %"), (2, "2 %"), (5, "5 %"), (10, "10 %"), (20, "20 %"), (50, "50 %"), (100, "100 %") })
        {
            ticks.AddMajor(Math.Log10(value), name);
        }

        return ticks;
    }

    private static void Add(Plot plot, float[] weights, float reach, string name, double offset)
    {
        var counts = new double[Bins];
        foreach (var weight in weights)
        {
            counts[Math.Clamp((int)((weight + reach) / (2 * reach) * Bins), 0, Bins - 1)]++;
        }

        var step = 2 * reach / Bins;
        var bars = counts.Select((count, i) => new Bar { Position = -reach + ((i + 0.3 + offset) * step), Value = Math.Log10(1 + count), Size = 0.4 * step })
            .ToArray();
        plot.Add.Bars(bars).LegendText = name;
    }

    private static float[] Nonzero(CompressionState state) =>
        [.. WeightLayer.Of(state.Network).SelectMany(layer => layer.Weight.detach().contiguous().data<float>().ToArray()).Where(weight => weight != 0)];
}
