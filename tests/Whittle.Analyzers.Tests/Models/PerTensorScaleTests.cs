using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class PerTensorScaleTests
{
    [Fact]
    public Task CoarseScale_IsNamedWithItsGain() => ModelTest.Says(
        Scale(gain: "6.0"),
        "WHT1004",
        DiagnosticSeverity.Info,
        "the 1,000 weights of layer 'fc1' have one scale for 10 outputs; one scale each would lower their rounding error by 6.0 dB, at no cost in speed. "
            + "Quantize with per_channel=True.");

    [Fact]
    public Task SmallGain_IsFine() => ModelTest.SaysNothing(Scale(gain: "5.9"));

    [Fact]
    public Task Threshold_IsAnOption() => ModelTest.SaysNothing(Scale(gain: "6.0"), "whittle_per_channel_gain = 10");

    private static ModelPlan Scale(string gain) => Plans.With(FactKinds.PerTensorScale, "fc1", ("outputs", 10), ("weights", 1000), ("gain", gain));
}
