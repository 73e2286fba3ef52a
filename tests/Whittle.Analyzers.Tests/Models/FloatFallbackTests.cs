using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class FloatFallbackTests
{
    [Fact]
    public Task FloatOperatorBetweenIntegers_IsNamed() => ModelTest.Says(
        Plans.With(FactKinds.FloatFallback, "sub", ("operator", "Sub"), ("elements", 64)),
        "WHT1013",
        DiagnosticSeverity.Warning,
        "Sub 'sub' runs in float between integers: 64 values are dequantized for it and quantized again. Replace it by an operator that has an integer form, "
            + "or move it behind the last quantized layer.");

    [Fact]
    public Task FewValues_AreFine() => ModelTest.SaysNothing(Plans.With(FactKinds.FloatFallback, "sub", ("operator", "Sub"), ("elements", 63)));
}
