using Microsoft.CodeAnalysis;

namespace Whittle.Analyzers.Tests.Models;

public class SparseBelowBreakEvenTests
{
    [Fact]
    public Task ZerosThatTheSparseKernelCannotUse_AreNamed() => ModelTest.Says(
        Plans.Of(Plans.Layer with { NonZeros = 400, Reason = "dense: 40 % of the weights are not zero, sparse steps would be 0.9 times as fast" }),
        "WHT1015",
        DiagnosticSeverity.Info,
        "60 % of the 1,000 weights of layer 'fc1' are zeros, too few or too scattered for its sparse kernel (dense: 40 % of the weights are not zero, sparse "
            + "steps would be 0.9 times as fast). "
        + "Prune further, in blocks of 16 outputs by 4 inputs, or not at all.");

    [Fact]
    public Task SparseKernel_IsFine() => ModelTest.SaysNothing(Plans.Of(Plans.Layer with { NonZeros = 400, Kernel = "SparseFullyConnectedInt8" }));
}
