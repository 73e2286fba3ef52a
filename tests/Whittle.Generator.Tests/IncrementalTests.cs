using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Whittle.Generator.Tests;

/// <summary>What is recomputed when something changes.</summary>
public class IncrementalTests
{
    private const string Source = "namespace App { class A { } static partial class B { } }";

    [Fact]
    public void Run_UnrelatedEdit_RecomputesNothing()
    {
        var plans = new[] { PlanText.Sample("Mlp"), PlanText.Sample("Int8Conv"), PlanText.Sample("Failed") };
        var steps = Second(plans, driver => driver, Source + "\n// moved\n namespace App { class C { } }");
        foreach (var name in TrackingNames.All.Except([TrackingNames.Types]))
        {
            Assert.All(
                Reasons(steps, name),
                reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name}: {reason}"));
        }
    }

    [Fact]
    public void Run_EditAboveTypes_LeavesEveryStepAsItWas()
    {
        var steps = Second([PlanText.Sample("Mlp")], driver => driver, "// a line above\n\n" + Source);
        foreach (var name in TrackingNames.All)
        {
            Assert.All(
                Reasons(steps, name),
                reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name}: {reason}"));
        }
    }

    [Fact]
    public void Run_OnePlanChanged_RegeneratesThatOneOnly()
    {
        var before = PlanText.Sample("Mlp");
        var after = before.With("maximum: 6f", "maximum: 7f");
        var steps = Second([before, PlanText.Sample("Int8Conv")], driver => driver.ReplaceAdditionalText(before, after), Source);
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Sources));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Plans));
        Assert.All(Reasons(steps, TrackingNames.Hints), reason => Assert.NotEqual(IncrementalStepRunReason.Modified, reason));
    }

    [Fact]
    public void Run_PlanRewrittenWithTheSameText_ChangesNothing()
    {
        var before = PlanText.Sample("Mlp");
        var steps = Second([before], driver => driver.ReplaceAdditionalText(before, new PlanText(before.Path, before.Text)), Source);
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(steps, TrackingNames.Plans));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Sources));
    }

    [Fact]
    public void Run_Twice_GivesTheSameBytes()
    {
        var plans = new[] { "Mlp", "Int8Conv", "ManyPorts", "Constants" }.Select(PlanText.Sample).ToArray();
        string[] first = [.. Host.Run(plans).GeneratedSources.Select(source => source.SourceText.ToString())];
        string[] second = [.. Host.Run(plans).GeneratedSources.Select(source => source.SourceText.ToString())];
        Assert.Equal(4, first.Length);
        Assert.Equal(first, second);
        Assert.DoesNotContain('\r', string.Concat(first));
    }

    [Fact]
    public void Run_OtherCulture_GivesTheSameBytes()
    {
        var plans = new[] { "Mlp", "Int8Conv", "ManyPorts", "Constants" }.Select(PlanText.Sample).ToArray();
        var expected = Host.Run(plans).GeneratedSources.Select(source => source.SourceText.ToString()).ToArray();
        var previous = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = "~";
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("~1,5", $"{-1.5}");
            Assert.Equal(expected, Host.Run(plans).GeneratedSources.Select(source => source.SourceText.ToString()));
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public void Run_OtherFiles_AreNotRead()
    {
        var result = Host.Run(new PlanText("/project/readme.txt", "hello"), new PlanText("/project/x.plan", "hello"));
        Assert.Empty(result.GeneratedSources);
        Assert.Empty(result.Diagnostics);
    }

    private static ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> Second(
        PlanText[] plans, Func<GeneratorDriver, GeneratorDriver> change, string source)
    {
        var compilation = Host.Compilation(Host.Today, Source);
        var driver = Host.Driver(Host.Today, plans).RunGenerators(compilation);
        var tree = compilation.SyntaxTrees.Single();
        var edited = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, Host.Today, tree.FilePath));
        return change(driver).RunGenerators(edited).GetRunResult().Results.Single().TrackedSteps;
    }

    private static IncrementalStepRunReason[] Reasons(ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps, string name) =>
        steps.TryGetValue(name, out var runs) ? [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)] : [];
}
