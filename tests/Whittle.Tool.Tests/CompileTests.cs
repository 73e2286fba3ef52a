using Whittle.Plan;

namespace Whittle.Tool.Tests;

public class CompileTests
{
    [Fact]
    public void Files_AreThoseOfABuild()
    {
        using var cases = new CaseFolder();
        var folder = Path.Combine(cases.Root, "out");
        var run = Run.Of("compile", Samples.Digits, "-o", folder, "--namespace", "My.App", "--class-name", "Net", "--accessibility", "internal");
        Assert.Equal(0, run.Code);
        Assert.Equal(["Net.g.cs", "Net.weights", "Net.whittle.plan"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var plan = PlanReader.Read(File.ReadAllText(Path.Combine(folder, "Net.whittle.plan")));
        Assert.Equal(("My.App", "Net", "internal"), (plan.Namespace, plan.ClassName, plan.Accessibility));
        Assert.Equal(plan.WeightsBytes, new FileInfo(Path.Combine(folder, "Net.weights")).Length);
        Assert.Contains("internal static partial class Net", File.ReadAllText(Path.Combine(folder, "Net.g.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_WritesNothing()
    {
        using var cases = new CaseFolder();
        var folder = Path.Combine(cases.Root, "out");
        var run = Run.Of("compile", typeof(CompileTests).Assembly.Location, "-o", folder);
        Assert.Equal(1, run.Code);
        Assert.False(Directory.Exists(folder));
    }
}
