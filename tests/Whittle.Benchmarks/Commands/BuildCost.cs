using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Whittle.Analyzers;
using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Measuring;
using Whittle.Compiler;
using Whittle.Compiler.Settings;
using Whittle.Plan;
using Whittle.Plan.Settings;
using Whittle.Tool.InMemory;

namespace Whittle.Benchmarks.Commands;

/// <summary>What models cost while a project is built: compression of four megabytes of floats, and the rules, which read plans. In CPU time of the whole process.</summary>
internal static class BuildCost
{
    private const double CompileTarget = 1000;
    private const double RulesTarget = 5;
    private const int Rounds = 15;
    private const string Prune = "0.8";

    public static int Run()
    {
        var model = StoredTensors.Layers();
        var options = new CompileOptions { ClassName = "Built", Compression = new CompressionOptions { WeightBits = 8, Prune = PruneAmounts.TryParse(Prune, out _) } };
        ModelPlan? plan = null;
        var first = Milliseconds(() => plan = ModelCompiler.Compile(model, "built.onnx", options).Plan);
        var later = Milliseconds(() => ModelCompiler.Compile(model, "built.onnx", options));
        Write($"compile {model.Length / 1e6:0.0} MB of floats, int8, {Prune} pruned, as a fresh process does", first, CompileTarget);
        Write("the same once more", later, CompileTarget);

        var small = ModelCompiler.CompileFile(Path.Combine(Repository.Root, "samples", "BuildBudget", "Models", "digits-float.onnx"), new CompileOptions { ClassName = "Small" }).Plan;
        _ = Judge([]);
        _ = Judge([small]);
        var without = Interleaved.Median(Enumerable.Range(0, Rounds).Select(_ => Judge([])));
        var rules = Math.Max(Rules(small, without), Rules(plan!, without));
        return first < CompileTarget && rules < RulesTarget ? 0 : 1;
    }

    private static double Rules(ModelPlan plan, double without)
    {
        var cost = Interleaved.Median(Enumerable.Range(0, Rounds).Select(_ => Judge([plan]))) - without;
        Write($"rules on {plan.ClassName}, {plan.Layers.Count} layers", cost, RulesTarget);
        return cost;
    }

    /// <summary>All rules on models, in a compilation that has just begun: the plan is read anew.</summary>
    private static double Judge(ModelPlan[] plans)
    {
        ImmutableArray<AdditionalText> files = [.. plans.Select(AdditionalText (plan) => new PlanText(plan))];
        return Milliseconds(() => CSharpCompilation.Create("Judged", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithAnalyzers([new ModelAnalyzer()], new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult());
    }

    private static double Milliseconds(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static void Write(FormattableString what, double milliseconds, double target) => Write(what.ToString(CultureInfo.InvariantCulture), milliseconds, target);

    private static void Write(string what, double milliseconds, double target) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-76} {milliseconds,8:0.0} ms   target {target:0}{(milliseconds < target ? "" : " miss")}"));
}
