using Microsoft.CodeAnalysis.Testing;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Use;

public class BrokenModelUsedTests
{
    private static readonly ModelPlan s_broken = UseTest.Plan with { Errors = EquatableArray.Of(new PlanError("WHT0003", "n", "No such operator.", "Export "
        + "again.")) };

    [Fact]
    public Task UseOfAnEmptyClass_SaysWhy() => UseTest.Run<UseAnalyzer, EmptyCodeFixProvider>(
        "WHT2005", "class Program { System.Type Model = typeof([|Net|]); }", null, "public static partial class Net { }", s_broken);

    [Fact]
    public Task ClassOfTheSameNameElsewhere_IsFine() => UseTest.Run<UseAnalyzer, EmptyCodeFixProvider>(
        "WHT2005",
        "namespace Other { class Net { } class Program { System.Type Model = typeof(Net); } }",
        null,
        "public static partial class Net { }",
        s_broken);
}
