using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Models;

public class ZeroChannelsTests
{
    [Fact]
    public Task RowsWithoutWeights_AreNamedWithWhatTheyCost() => ModelTest.Says(
        Channels(outputs: 2, inputs: 10),
        "WHT1006",
        DiagnosticSeverity.Info,
        "all weights of 2 of 10 outputs and 10 of 100 inputs of layer 'fc1' are zero: 280 weights and 280 multiplications for nothing. Remove them from the "
            + "model (structured pruning).");

    [Fact]
    public Task OneInputOfAHundred_IsFine() => ModelTest.SaysNothing(Channels(outputs: 0, inputs: 1));

    private static ModelPlan Channels(int outputs, int inputs) =>
        Plans.With(FactKinds.ZeroChannels, "fc1", ("outputs", outputs), ("inputs", inputs), ("totalOutputs", 10), ("totalInputs", 100));
}
