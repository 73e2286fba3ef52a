using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>Thresholds that several rules share, with their names and defaults.</summary>
internal static class Thresholds
{
    /// <summary>Weights that a layer has for a message to be worth its line: <c>min_parameters</c>, and <c>min_share</c> of those of the whole model.</summary>
    public static bool Matters(this PlanLayer layer, ModelPlan plan, RuleOptions options) =>
        layer.Weights >= options.Number("min_parameters", 1000)
        && layer.Weights >= options.Number("min_share", 0.01) * plan.Layers.Sum(other => other.Weights);

    /// <summary>Share of zeros from which a layer counts as pruned: <c>zero_share</c>.</summary>
    public static bool IsMostlyZero(this PlanLayer layer, RuleOptions options) => layer.ZeroShare() > options.Number("zero_share", 0.5);

    public static double ZeroShare(this PlanLayer layer) => layer.Weights == 0 ? 0 : (double)(layer.Weights - layer.NonZeros) / layer.Weights;

    /// <summary>Whether the plan's layers hold that one; facts may be about nodes that are none.</summary>
    public static PlanLayer? Layer(this ModelPlan plan, string name) => plan.Layers.FirstOrDefault(layer => layer.Name == name);

    public static IEnumerable<PlanFact> Of(this ModelPlan plan, string kind) => plan.Facts.Where(fact => fact.Kind == kind);
}
