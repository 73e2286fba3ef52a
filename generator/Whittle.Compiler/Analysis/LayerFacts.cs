using Whittle.Compiler.Ir;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis;

/// <summary>The layer table's row for a lowered node.</summary>
internal static class LayerFacts
{
    /// <param name="query">The question that chose the kernel, with the statistics of <paramref name="weights"/>.</param>
    public static PlanLayer Of(Node node, Tensor weights, KernelQuery query, long macs, KernelChoice choice) => new()
    {
        Name = node.Name,
        Operator = node.Origin.Length > 0 ? node.Origin : node.OperatorType,
        WeightType = weights.Element,
        WeightShape = weights.Shape.ToEquatable(),
        Parameters = weights.Length + (node.Inputs.Count > 2 && node.Inputs[node.Inputs.Count - 1]?.Constant is { Length: > 1 } bias && bias != weights ? bias.Length : 0),
        NonZeros = query.Weights.NonZeros,
        DistinctValues = query.Weights.Distinct,
        Macs = macs,
        Kernel = choice.Kernel,
        Reason = choice.Reason,
        Nanoseconds = TimeTable.OfLayer(query, choice.Kernel, macs),
    };
}
