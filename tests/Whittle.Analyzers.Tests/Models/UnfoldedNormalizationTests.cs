using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class UnfoldedNormalizationTests
{
    [Fact]
    public Task NormalizationBehindALayer_IsNamedWithTheCause() => ModelTest.Says(
        Plans.With(FactKinds.UnfoldedNormalization, "bn1", ("layer", "conv1"), ("cause", "the layer's result is read elsewhere, too")),
        "WHT1011",
        DiagnosticSeverity.Info,
        "the batch normalization 'bn1' runs as a step of its own behind layer 'conv1': the layer's result is read elsewhere, too. Fold it into the layer's "
            + "weights before exporting or quantizing.");

    [Fact]
    public Task FoldedNormalization_IsFine() => ModelTest.SaysNothing(Plans.Of(Plans.Layer));
}
