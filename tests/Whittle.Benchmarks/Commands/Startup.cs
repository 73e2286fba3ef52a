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
        var (empty, ours) = Measure();
        Print("empty process", empty);
        Print("with first prediction", ours);
        Print("difference", ours - empty);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"target",-22} {TargetMilliseconds,6:F1} ms CPU {TargetMegabytes,6:F1} MB"));
        return 0;
    }

    /// <summary>Medians of an empty process and of one that predicts once, run in turns.</summary>
    public static (ProcessCost Empty, ProcessCost Ours) Measure()
    {
        var model = new PreparedNet("lenet300", WeightForm.Dense).Compile(Dress.Int8);
        using var empty = new FreshProcess([], "");
        using var ours = new FreshProcess([model], $"_ = {model.Plan.ClassName}.Predict(new float[{model.Plan.ClassName}.InputLength]);");
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Empty: empty.Run(), Ours: ours.Run())).ToArray();
        return (Median(rounds.Select(round => round.Empty)), Median(rounds.Select(round => round.Ours)));
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
