using Whittle.Compiler.Tests.Models;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Facts;

/// <summary>What the compiler observed about a model.</summary>
internal static class FoundFacts
{
    public static IReadOnlyList<PlanFact> Found(this TestModel model, string kind)
    {
        var result = model.Compile();
        Assert.True(result.Succeeded, string.Concat(result.Plan.Errors.Select(error => error.Cause)));
        return [.. result.Plan.Facts.Where(fact => fact.Kind == kind)];
    }

    /// <summary>"node name=value name=value" of the one fact of a kind.</summary>
    public static string One(this TestModel model, string kind)
    {
        var fact = Assert.Single(model.Found(kind));
        return string.Join(' ', fact.Values.Select(value => $"{value.Name}={value.Value}").Prepend(fact.Node));
    }
}
