using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class AgingOperatorSetTests
{
    [Fact]
    public Task OldOperatorSet_IsNamed() => ModelTest.Says(
        Plans.With(FactKinds.OperatorSet, "", ("version", 6), ("newest", 25)),
        "WHT1014",
        DiagnosticSeverity.Info,
        "the model uses operator set 6, older than 7, from which on tools promise to read models. Convert it to a later one (onnx.version_converter), up to "
            + "25.");

    [Fact]
    public Task Seven_IsFine() => ModelTest.SaysNothing(Plans.With(FactKinds.OperatorSet, "", ("version", 7), ("newest", 25)));
}
