using Microsoft.CodeAnalysis;
using Whittle.Generator.Diagnostics;

namespace Whittle.Generator.Tests;

public class DiagnosticTests
{
    [Fact]
    public void Run_PlanWithErrors_ReportsEachAtTheModelAndKeepsTheName()
    {
        var result = Host.Run(PlanText.Sample("Failed"));
        Assert.Equal(
            [
                "Models/bad.onnx: (0,0)-(0,0) error WHT0003: model 'bad.onnx', node 'conv7': Operator Foo of opset 17 is not known. Export the model without "
                    + "it.",
                "Models/bad.onnx: (0,0)-(0,0) error WHT0000: model 'bad.onnx': Something newer. Update Whittle.",
            ],
            result.Diagnostics.Select(Describe));
        var source = Assert.Single(result.GeneratedSources).SourceText.ToString();
        Assert.Contains("public static partial class Bad\n{\n}\n", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TwoModelsOfOneClass_ReportsOnceAndGeneratesTheFirst()
    {
        var first = PlanText.Sample("Mlp");
        var second = first.With("Models/digits.onnx", "Other/digits.onnx", "/project/obj/other.whittle.plan");
        var result = Host.Run(first, second);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("WHT0012", diagnostic.Id);
        Assert.Equal("Other/digits.onnx", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(
            "model 'digits.onnx': the class 'Example.Models.Digits' is already made from 'Models/digits.onnx'; give one of the two items its own ClassName "
                + "metadata",
            Message(diagnostic));
        Assert.Contains("Models/digits.onnx", Assert.Single(result.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ClassesThatDifferInCaseOnly_BothGenerate()
    {
        var first = PlanText.Sample("Mlp");
        var result = Host.Run(first, first.With("class Digits", "class DIGITS", "/project/obj/other.whittle.plan"));
        Assert.Empty(result.Diagnostics);
        Assert.Equal(["Example.Models.Digits.g.cs", "Example.Models.DIGITS2.g.cs"], result.GeneratedSources.Select(source => source.HintName));
    }

    [Fact]
    public void Run_PlanListedTwice_IsReported()
    {
        var plan = PlanText.Sample("Mlp");
        Assert.All(Host.Run(plan, new PlanText(plan.Path, plan.Text)).Diagnostics, diagnostic => Assert.Equal("WHT0012", diagnostic.Id));
    }

    [Theory]
    [InlineData(
        "whittle-plan 2\nfoo\n",
        0,
        "plan 'x.whittle.plan': line 1: the plan has format 2, built by another version of Whittle; rebuild the project to have it written anew")]
    [InlineData("whittle-plan 1\nfoo\n", 1, "plan 'x.whittle.plan': line 2: expected 'model' but found 'foo'; rebuild the project to have it written anew")]
    public void Run_UnreadablePlan_IsReportedAtItsLine(string text, int line, string message)
    {
        var result = Host.Run(new PlanText("/project/obj/x.whittle.plan", text));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("WHT0014", diagnostic.Id);
        Assert.Equal(line, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(message, Message(diagnostic));
        Assert.Empty(result.GeneratedSources);
    }

    [Theory]
    [InlineData("namespace Example.Models { public class Digits { } }")]
    [InlineData("namespace Example.Models; public static class Digits { }")]
    [InlineData("namespace Example { namespace Models { struct Digits { } } }")]
    [InlineData("namespace Example.Models; enum Digits { }")]
    [InlineData("namespace Example.Models; public partial record Digits;")]
    [InlineData("namespace Example.Models; internal static partial class Digits { }")]
    public void Run_UsersTypeOfThatName_IsReportedWithItsCure(string source)
    {
        var result = Host.RunWith(source, PlanText.Sample("Mlp"));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("WHT0013", diagnostic.Id);
        Assert.Equal(
            "model 'digits.onnx': the type 'Example.Models.Digits' in Source0.cs cannot be a part of the class generated for the model; "
                + "declare it 'public static partial class', or give the item another ClassName",
            Message(diagnostic));
        Assert.Single(result.GeneratedSources);
    }

    [Theory]
    [InlineData("namespace Example.Models { public static partial class Digits { } }")]
    [InlineData("namespace Example.Models { static partial class Digits { } }")]
    [InlineData("namespace Other { class Digits { } }")]
    [InlineData("namespace Example.Models { class Digits<T> { } class Outer { class Digits { } } file class Other { } }")]
    public void Run_UsersTypeThatDoesNotClash_IsLeftAlone(string source) => Assert.Empty(Host.RunWith(source, PlanText.Sample("Mlp")).Diagnostics);

    [Fact]
    public void OfCompiler_EveryDescriptor_HasItsOwnPageAndIsReleased()
    {
        var descriptors = typeof(ModelDiagnostics).GetFields().Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().ToArray();
        Assert.True(descriptors.Length >= 19);
        Assert.Distinct(descriptors.Select(descriptor => descriptor.Id));
        Assert.All(descriptors, descriptor => Assert.EndsWith($"/docs/rules/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal));
        Assert.Equal("WHT0009", ModelDiagnostics.OfCompiler("WHT0009").Id);
        Assert.Equal("WHT0000", ModelDiagnostics.OfCompiler("WHT0000").Id);
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    private static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Location.GetLineSpan()} {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {Message(diagnostic)}";
}
