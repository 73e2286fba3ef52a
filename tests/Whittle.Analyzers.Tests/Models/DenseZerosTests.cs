using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class DenseZerosTests
{
    private static readonly PlanLayer s_depthwise = Plans.Layer with { NonZeros = 499, Kernel = "DepthwiseConvolutionInt8" };

    [Fact]
    public Task MostlyZerosWithoutSparseKernel_IsNamed() => ModelTest.Says(
        Plans.Of(s_depthwise),
        "WHT1002",
        DiagnosticSeverity.Info,
        "50.1 % of the 1,000 weights of layer 'fc1' are zeros, but its kernel (DepthwiseConvolutionInt8) multiplies them all. Prune whole channels instead.");

    [Fact]
    public Task HalfZeros_AreFine() => ModelTest.SaysNothing(Plans.Of(s_depthwise with { NonZeros = 500 }));

    [Fact]
    public async Task FloatConvolution_IsCuredByQuantization()
    {
        var found = await Judged.Plan(Plans.Of(s_depthwise with { WeightType = ElementType.Float32, StoredBytes = 900, Kernel = "ConvolutionFloat" }));
        Assert.Equal(("WHT1002", "int8"), (Assert.Single(found).Id, found[0].Properties[FactNames.Value]));
    }
}
