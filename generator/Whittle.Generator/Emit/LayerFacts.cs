using Whittle.Plan;

namespace Whittle.Generator.Emit;

/// <summary>The layer table's cells, for the header and for the documentation.</summary>
internal static class LayerFacts
{
    public static string Weights(PlanLayer layer) => layer.Parameters == 0 ? "none" : $"{layer.WeightType.Name()} {Literals.Shape(layer.WeightShape)}";

    public static string Zeros(PlanLayer layer) => layer.Parameters == 0 ? "-" : Literals.Percent(1 - ((double)layer.NonZeros / layer.Parameters));

    public static string Kernel(PlanLayer layer) => layer.Reason.Length == 0 ? layer.Kernel : $"{layer.Kernel} ({layer.Reason})";
}
