using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class BadScaleTests
{
    [Fact]
    public Task ZeroScale_IsNamed() => ModelTest.Says(
        Plans.With(FactKinds.BadScale, "q1", ("operator", "QuantizeLinear"), ("what", "zero"), ("channels", 1)),
        "WHT1008",
        DiagnosticSeverity.Warning,
        "a scale of 'q1' (QuantizeLinear) is zero, so that its results mean nothing. Quantize again with calibration data that reaches this node, and give "
            + "channels without weights the scale 1.");

    [Fact]
    public Task NoSuchScale_IsFine() => ModelTest.SaysNothing(Plans.Of(Plans.Layer));
}
