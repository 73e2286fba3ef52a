using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class NonFiniteWeightsTests
{
    [Fact]
    public Task NaN_IsNamed() => ModelTest.Says(
        Plans.With(FactKinds.NonFinite, "fc1", ("nan", 3), ("infinite", 1), ("operand", "w1")),
        "WHT1010",
        DiagnosticSeverity.Warning,
        "the tensor 'w1' of 'fc1' has 3 NaN and 1 infinite values, which spread to every result. The training diverged: go back to an earlier checkpoint.");

    [Fact]
    public Task Numbers_AreFine() => ModelTest.SaysNothing(Plans.Of(Plans.Layer));
}
