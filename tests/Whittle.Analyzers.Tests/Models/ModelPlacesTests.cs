using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

/// <summary>Where the model rules speak.</summary>
public class ModelPlacesTests
{
    private static readonly PlanLayer s_float = Plans.Layer with { WeightType = ElementType.Float32, StoredBytes = 4000, Kernel = "FullyConnectedFloat" };
    private static readonly ModelPlan s_two = Plans.Of(s_float, s_float with { Name = "fc2" });

    [Fact]
    public Task OwnPartOfTheClass_ComesBeforeItsUses()
    {
        var test = ModelTest.New(s_two, """
            class Program { static void Main() => Net.Predict(); }
            public static partial class {|#0:Net|} { public static int Rows => 28; }
            """);
        return Expect(test, atModel: 2);
    }

    [Fact]
    public Task ClassOfTheSameNameElsewhere_IsNotTaken()
    {
        var test = ModelTest.New(s_two, """
            class Program { static void Main() => Other.Net.Predict(); }
            namespace Other { class Net { public static void Predict() { } } }
            """);
        return Expect(test, atModel: 2, inCode: false);
    }

    // As MSBuild writes metadata of an additional file for the compiler.
    [Theory]
    [InlineData("WHT1001=none")]
    [InlineData("WHT1012=none,min_parameters=1001")]
    public Task RulesOfTheItem_AreHeeded(string rules) =>
        ModelTest.SaysNothing(s_two, $"[/0/obj/Net.whittle.plan]\nbuild_metadata.AdditionalFiles.Rules = {rules}\n");

    [Fact]
    public async Task OtherRulesOfTheItem_TurnNothingOff()
    {
        var test = ModelTest.New(
            s_two,
            "class Program { static void Main() => {|#0:Net|}.Predict(); }",
            "[/0/obj/Net.whittle.plan]\nbuild_metadata.AdditionalFiles.Rules = WHT1002=none\n");
        await Expect(test, atModel: 2);
    }

    [Fact]
    public Task FailedPlan_IsLeftToTheGenerator() =>
        ModelTest.SaysNothing(s_two with { Errors = EquatableArray.Of(new PlanError("WHT0003", "n", "c.", "d.")) });

    [Fact]
    public async Task UnreadablePlan_IsLeftToTheGenerator() => Assert.Empty(await Judged.Text("not a plan"));

    [Fact]
    public async Task RepeatedFinding_CarriesTheSums()
    {
        var test = ModelTest.New(s_two, "class Program { static void Main() => {|#0:Net|}.Predict(); }");
        await Expect(test, atModel: 2);
        var judged = Whittle.Analyzers.Models.JudgedModel.Of(new PlanText(s_two), s_two, new Whittle.Analyzers.Models.RuleOptions());
        Assert.Equal("6000", Assert.Single(judged.InCode(Location.None)).Properties[FactNames.SavedBytes]);
    }

    private static Task Expect(AnalyzerTest<DefaultVerifier> test, int atModel, bool inCode = true)
    {
        if (inCode)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult("WHT1001", DiagnosticSeverity.Info).WithLocation(0).WithSpan("Models/net.onnx", 1, 1, 1, 1));
        }

        for (var i = 0; i < atModel; i++)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult("WHT1001", DiagnosticSeverity.Warning).WithSpan("Models/net.onnx", 1, 1, 1, 1));
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
