using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class DominantLayerTests
{
    [Fact]
    public Task LayerThatMakesMostOfTheSize_IsNamed() => ModelTest.Says(
        Layers(bytes: 100_000, others: 3),
        "WHT1012",
        DiagnosticSeverity.Info,
        "layer 'big' makes 97.1 % of the model's 103,000 bytes of weights. Make it smaller first (fewer outputs, a pooling before it, a factorized layer): "
            + "nothing else will be felt.");

    [Fact]
    public Task LayerThatTakesMostOfTheTime_IsNamed() => ModelTest.Says(
        Plans.Of([.. Layers(bytes: 1000, others: 3).Layers.Select(layer => layer with { Nanoseconds = layer.Name == "big" ? 170_000 : 10_000 })]),
        "WHT1012",
        DiagnosticSeverity.Info,
        "layer 'big' makes 85 % of the model's 200 µs (estimated). Make it smaller first (fewer outputs, a pooling before it, a factorized layer): nothing "
            + "else will be felt.");

    [Fact]
    public Task SmallModel_IsFine() => ModelTest.SaysNothing(Layers(bytes: 99_999, others: 3));

    [Fact]
    public Task ModelOfThreeLayers_IsFine() => ModelTest.SaysNothing(Layers(bytes: 100_000, others: 2));

    private static ModelPlan Layers(long bytes, int others) => Plans.Of(
    [
        Plans.Layer with { Name = "big", WeightShape = EquatableArray.Of(100, 1000), NonZeros = 100_000, StoredBytes = bytes },
        .. Enumerable.Range(0, others).Select(i => Plans.Layer with { Name = $"fc{i}" }),
    ]);
}
