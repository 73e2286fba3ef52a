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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"empty process          {empty.Milliseconds,6:F1} ms CPU {empty.Megabytes,6:F1} MB"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with first prediction  {ours.Milliseconds,6:F1} ms CPU {ours.Megabytes,6:F1} MB"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"difference             {ours.Milliseconds - empty.Milliseconds,6:F1} ms CPU {ours.Megabytes - empty.Megabytes,6:F1} MB (target {TargetMilliseconds:0} ms, {TargetMegabytes:0} MB)"));
        return 0;
    }

    /// <summary>Medians of an empty process and of one that predicts once, run in turns.</summary>
    public static ((double Milliseconds, double Megabytes) Empty, (double Milliseconds, double Megabytes) Ours) Measure()
    {
        var model = new PreparedNet("lenet300", WeightForm.Dense).Compile(Dress.Int8);
        using var empty = new FreshProcess([], "");
        using var ours = new FreshProcess([model], $"_ = {model.Plan.ClassName}.Predict(new float[{model.Plan.ClassName}.InputLength]);");
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Empty: empty.Run(), Ours: ours.Run())).ToArray();
        return (Median(rounds.Select(round => round.Empty)), Median(rounds.Select(round => round.Ours)));
    }

    private static (double Milliseconds, double Megabytes) Median(IEnumerable<(double Milliseconds, double Megabytes)> rounds) =>
        (Interleaved.Median(rounds.Select(round => round.Milliseconds)), Interleaved.Median(rounds.Select(round => round.Megabytes)));
}
