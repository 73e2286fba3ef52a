using System.Globalization;
using Spectre.Console;
using Whittle.Compression.Recipes;

namespace DeepCompression.Output;

/// <summary>A progress bar for each stage, with what the last step said behind it.</summary>
internal sealed class StageBars(ProgressContext context, string recipe) : IProgress<RecipeProgress>
{
    private readonly Dictionary<int, ProgressTask> _tasks = [];

    /// <summary>Runs work that reports to bars.</summary>
    public static T Show<T>(IAnsiConsole console, string recipe, Func<IProgress<RecipeProgress>, T> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context => work(new StageBars(context, recipe)));

    public void Report(RecipeProgress value)
    {
        if (!_tasks.TryGetValue(value.StageIndex, out var task))
        {
            _tasks[value.StageIndex] = task = context.AddTask(recipe, maxValue: Math.Max(1, value.Steps));
        }

        task.Value = value.Steps == 0 ? 1 : value.Step;
        task.Description = Markup.Escape(Describe(value));
    }

    private string Describe(RecipeProgress value)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{recipe}: {value.Stage}, {100 * value.Kept:0.0} % kept");
        text += double.IsFinite(value.Loss) ? string.Create(CultureInfo.InvariantCulture, $", loss {value.Loss:0.0000}") : "";
        return text + (double.IsFinite(value.Error) ? string.Create(CultureInfo.InvariantCulture, $", error {value.Error:0.00} %") : "");
    }
}
