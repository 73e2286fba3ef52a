using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class FewDistinctValuesTests
{
    private static readonly PlanLayer s_shared = Plans.Layer with { WeightType = ElementType.Float32, DistinctValues = 40, StoredBytes = 910, Kernel = "FullyConnectedFloat" };

    [Fact]
    public Task ValuesThatTheCodebookKernelCannotHold_AreNamed() => ModelTest.Says(
        Plans.Of(s_shared),
        "WHT1005",
        DiagnosticSeverity.Info,
        "the 1,000 weights of layer 'fc1' have 40 distinct values, 910 bytes in the assembly; shared among 16 they take 564. Share them further, or let the "
            + "build do it (Share = 16).");

    [Fact]
    public Task SixteenValues_AreFine() => ModelTest.SaysNothing(Plans.Of(s_shared with { DistinctValues = 16 }));

    [Fact]
    public Task ManyValues_AreFine() => ModelTest.SaysNothing(Plans.Of(s_shared with { DistinctValues = 65 }));
}
