using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class FloatActivationsTests
{
    private static readonly PlanLayer s_float = Plans.Layer with { WeightType = ElementType.Float32, StoredBytes = 1200, Kernel = "FullyConnectedFloat" };

    [Fact]
    public Task IntegerWeightsInAFloatKernel_AreNamedOnce() => ModelTest.Says(
        Plans.Of(s_float) with { Facts = EquatableArray.Of(new PlanFact(FactKinds.FloatActivations, "fc1", ("type", "int8"))) },
        "WHT1003",
        DiagnosticSeverity.Warning,
        "layer 'fc1' has int8 weights but float activations: its 1,000 weights became float32, 1,200 bytes in the assembly, and no integer kernel runs. "
        + "Quantize the activations too (static QDQ, or dynamic quantization).");

    [Fact]
    public Task SmallLayer_IsFine() => ModelTest.SaysNothing(
        Plans.Of(s_float with { WeightShape = EquatableArray.Of(9, 100) }) with { Facts = EquatableArray.Of(new PlanFact(FactKinds.FloatActivations, "fc1", ("type", "int8"))) });
}
