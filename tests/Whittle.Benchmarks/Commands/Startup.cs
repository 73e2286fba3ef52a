using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Benchmarks.Measuring;

namespace Whittle.Benchmarks.Commands;

/// <summary>What the first prediction of lenet300 costs a fresh process, beyond what an empty one takes.</summary>
internal static class Startup
{
    private const int Rounds = 9;

    public const double TargetMilliseconds = 8;

    public const double TargetMegabytes = 4;

    public static int Run()
    {
        var costs = Measure();
        Print("empty process", costs.Empty);
        Print("first prediction", costs.JustInTime);
        Print("  beyond the empty one", costs.JustInTime - costs.Empty);
        if (costs.Precompiled is { } precompiled)
        {
            Print("first, precompiled", precompiled);
            Print("  beyond the empty one", precompiled - costs.Empty);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"target",-22} {TargetMilliseconds,6:F1} ms CPU {TargetMegabytes,6:F1} MB"));
        return 0;
    }

    /// <summary>Medians of an empty process and of such as predict once, run in turns.</summary>
    public static StartupCosts Measure()
    {
        var model = new PreparedNet("lenet300", WeightForm.Dense).Compile(Dress.Int8);
        var predict = $"_ = {model.Plan.ClassName}.Predict(new float[{model.Plan.ClassName}.InputLength]);";
        using var image = PrecompiledRuntime.Make();
        using var empty = new FreshProcess([], "");
        using var justInTime = new FreshProcess([model], predict);
        using var precompiled = image is null ? null : new FreshProcess([model], predict, runtime: image.Path);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => new StartupCosts(empty.Run(), justInTime.Run(), precompiled?.Run())).ToArray();
        return new StartupCosts(
            Median(rounds.Select(round => round.Empty)),
            Median(rounds.Select(round => round.JustInTime)),
            image is null ? null : Median(rounds.Select(round => round.Precompiled!)));
    }

    private static void Print(string title, ProcessCost cost) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{title,-22} {cost.Milliseconds,6:F1} ms CPU {cost.Megabytes,6:F1} MB; {cost.CompiledMethods,4:F0} methods compiled in {cost.CompilingMilliseconds:F1} ms"));

    private static ProcessCost Median(IEnumerable<ProcessCost> costs)
    {
        var all = costs.ToArray();
        return new ProcessCost(
            Interleaved.Median(all.Select(cost => cost.Milliseconds)),
            Interleaved.Median(all.Select(cost => cost.Megabytes)),
            Interleaved.Median(all.Select(cost => cost.CompilingMilliseconds)),
            Interleaved.Median(all.Select(cost => cost.CompiledMethods)));
    }
}
