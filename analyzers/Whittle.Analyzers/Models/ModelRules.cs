namespace Whittle.Analyzers.Models;

/// <summary>All rules on models, in the order of their ids.</summary>
internal static class ModelRules
{
    public static IReadOnlyList<ModelRule> All { get; } =
    [
        new UnquantizedLayer(),
        new DenseZeros(),
        new FloatActivations(),
        new PerTensorScale(),
        new FewDistinctValues(),
        new ZeroChannels(),
        new DuplicateTensors(),
        new BadScale(),
        new UnusedRange(),
        new NonFiniteWeights(),
        new UnfoldedNormalization(),
        new DominantLayer(),
        new FloatFallback(),
        new AgingOperatorSet(),
        new SparseBelowBreakEven(),
    ];
}
