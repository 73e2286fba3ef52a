using System.Globalization;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>8-bit weights with one scale for all outputs, and by how much the rounding error would fall with one scale each.</summary>
internal sealed class PerTensorScale : IModelFact
{
    private const int Largest = 127;

    public IEnumerable<PlanFact> Find(Graph graph) =>
        from weights in StoredWeights.All(graph)
        where weights.Parameters is { PerTensor: true } && weights.Stored.Element is ElementType.Int8 or ElementType.UInt8
        let outputs = weights.Stored.Shape[weights.OutputAxis]
        where outputs > 1
        select new PlanFact(
            FactKinds.PerTensorScale, weights.Layer.Name,
            ("outputs", outputs), ("weights", weights.Stored.Length), ("gain", Gain(weights, outputs).ToString("0.0", CultureInfo.InvariantCulture)));

    /// <summary>
    /// Decibels. A weight rounded to a scale s has an error uniform in ±s/2, of the power s²/12. An output whose largest integer is m could have been given the scale
    /// s·m/127 instead; the gain is the ratio of the mean powers. Outputs without weights are left out.
    /// </summary>
    private static double Gain(StoredWeights weights, int outputs)
    {
        var largest = new int[outputs];
        var run = weights.Stored.Shape.Product(weights.OutputAxis + 1, weights.Stored.Shape.Rank);
        var zeroPoint = weights.Parameters!.ZeroPoint;
        var stored = weights.Stored.ToInt32s();
        for (var i = 0; i < stored.Length; i++)
        {
            var output = i / run % outputs;
            largest[output] = Math.Max(largest[output], Math.Abs(stored[i] - zeroPoint));
        }

        var powers = largest.Where(value => value > 0).Select(value => Math.Min(1, (double)value / Largest)).Select(ratio => ratio * ratio).ToList();
        return powers.Count == 0 ? 0 : Math.Max(0, -10 * Math.Log10(powers.Average()));
    }
}
