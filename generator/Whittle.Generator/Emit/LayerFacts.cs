using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>The layer table's cells, for the header and for the documentation.</summary>
internal static class LayerFacts
{
    /// <summary>Multiplications of one prediction. Wraps around rather than fails: a plan can say anything.</summary>
    public static long Macs(ModelPlan plan) => plan.Layers.Aggregate(0L, (sum, layer) => unchecked(sum + layer.Macs));

    public static string Weights(PlanLayer layer) => layer.Parameters == 0 ? "none" : $"{layer.WeightType.Name()} {Literals.Shape(layer.WeightShape)}";

    public static string Zeros(PlanLayer layer) => layer.Parameters == 0 ? "-" : Literals.Percent(1 - ((double)layer.NonZeros / layer.Parameters));

    public static string Kernel(PlanLayer layer) => layer.Reason.Length == 0 ? layer.Kernel : $"{layer.Kernel} ({layer.Reason})";
}
