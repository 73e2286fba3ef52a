using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>What the compiler observes about a model beyond its layer table.</summary>
internal static class ModelFacts
{
    // Of the model as its author wrote it: passes fuse scales and move weights.
    private static readonly IModelFact[] Written = [new OperatorSet(), new BadScale(), new UnusedRange(), new BoundedActivations(), new PerTensorScale(), new NonFinite(), new Duplicate()];

    // Of what the passes left over.
    private static readonly IModelFact[] Left = [new UnfoldedNormalization(), new FloatFallback()];

    /// <summary>Facts of the graph as it was imported, with the names of the layers whose weights are stored as integers.</summary>
    public static WrittenFacts OfImported(Graph graph) => new(
        [.. Written.SelectMany(fact => fact.Find(graph))],
        StoredWeights.All(graph).GroupBy(weights => weights.Layer.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Stored.Element, StringComparer.Ordinal));

    /// <summary>All facts, once the layers are known.</summary>
    public static EquatableArray<PlanFact> OfLowered(WrittenFacts written, Graph graph, LoweredModel model) =>
        written.Facts.Concat(Left.SelectMany(fact => fact.Find(graph)))
            .Concat(FloatActivations.Find(written.IntegerLayers, model))
            .Concat(ZeroChannels.Find(model))
            .Concat(AsInt8.Find(model))
            .ToEquatable();
}

/// <summary>What is remembered of the imported graph until the layers are known.</summary>
/// <param name="Facts">Facts already complete.</param>
/// <param name="IntegerLayers">Element type of the weights, by the name of the layer, where the model stores them as integers.</param>
internal sealed record WrittenFacts(IReadOnlyList<PlanFact> Facts, IReadOnlyDictionary<string, ElementType> IntegerLayers);
