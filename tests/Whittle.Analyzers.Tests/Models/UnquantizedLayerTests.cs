using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class UnquantizedLayerTests
{
    private static readonly PlanLayer s_float = Plans.Layer with { WeightType = ElementType.Float32, StoredBytes = 4000, Kernel = "FullyConnectedFloat" };

    [Fact]
    public Task FloatWeights_AreNamedWithTheirBytes() => ModelTest.Says(
        Plans.Of(s_float),
        "WHT1001",
        DiagnosticSeverity.Warning,
        "layer 'fc1' has 1,000 float32 weights, 4,000 bytes in the assembly; as int8 they take at most 1,000. Quantize the model, or let the build do it "
            + "(Quantize = int8).");

    [Fact]
    public Task TimeThatWouldBeSaved_IsSaid() => ModelTest.Says(
        Plans.Of(s_float with { Nanoseconds = 20_000 }) with { Facts = EquatableArray.Of(new PlanFact(FactKinds.AsInt8, "fc1", ("nanoseconds", 5_000))) },
        "WHT1001",
        DiagnosticSeverity.Warning,
        "layer 'fc1' has 1,000 float32 weights, 4,000 bytes in the assembly; as int8 they take at most 1,000 (about 5 µs instead of 20). Quantize the model, "
            + "or let the build do it (Quantize = int8).");

    [Fact]
    public Task SmallLayer_IsFine() => ModelTest.SaysNothing(Plans.Of(s_float with { WeightShape = EquatableArray.Of(27, 37), StoredBytes = 3996 }));

    [Fact]
    public Task CodebookBelowAByte_IsFine() => ModelTest.SaysNothing(Plans.Of(s_float with { StoredBytes = 600 }));

    // 990 of 100,000 weights: the other layer is what matters.
    [Fact]
    public Task SmallShareOfTheModel_IsFine() => ModelTest.SaysNothing(
        Plans.Of(s_float, Plans.Layer with { Name = "fc2", WeightShape = EquatableArray.Of(1000, 100), NonZeros = 100_000, StoredBytes = 100_000 }));

    [Fact]
    public Task Threshold_IsAnOption() => ModelTest.SaysNothing(Plans.Of(s_float), "whittle_min_parameters = 1001");

    [Fact]
    public async Task Fix_IsAmongTheFacts()
    {
        var found = Assert.Single(await Judged.Plan(Plans.Of(s_float)));
        Assert.Equal(
            ("Quantize", "int8", "3000"), (found.Properties[FactNames.Setting], found.Properties[FactNames.Value], found.Properties[FactNames.SavedBytes]));
    }
}
