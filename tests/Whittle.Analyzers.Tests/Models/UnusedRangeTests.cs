using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class UnusedRangeTests
{
    [Fact]
    public Task AQuarterOfTheLevels_IsNamed() => ModelTest.Says(
        Range(used: 63, count: 1000),
        "WHT1009",
        DiagnosticSeverity.Info,
        "the weights of 'fc1' reach 63 of the 256 levels of int8: 2 bits of precision are wasted. Choose the scale by the largest value that occurs, in a "
            + "quantizer without reduce_range.");

    [Fact]
    public Task HalfOfTheLevels_AreFine() => ModelTest.SaysNothing(Range(used: 128, count: 1000));

    [Fact]
    public Task FewWeights_AreFine() => ModelTest.SaysNothing(Range(used: 63, count: 63));

    private static ModelPlan Range(int used, int count) =>
        Plans.With(FactKinds.UnusedRange, "fc1", ("type", "int8"), ("used", used), ("levels", 256), ("count", count), ("of", "weights"));
}
