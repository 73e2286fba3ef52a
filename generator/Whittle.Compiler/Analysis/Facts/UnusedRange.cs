using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Integer weights that leave half of their levels or more unused: the scale is twice what it should be, and so is the rounding error.</summary>
internal sealed class UnusedRange : IModelFact
{
    public IEnumerable<PlanFact> Find(Graph graph)
    {
        foreach (var weights in StoredWeights.All(graph))
        {
            if (weights.Parameters is { } parameters && weights.Stored.Length > 0)
            {
                var zeroPoint = parameters.ZeroPoints.Distinct().Count() == 1 ? parameters.ZeroPoints[0] : 0;
                var (used, levels) = Levels(weights.Stored, zeroPoint);
                if (used * 2 < levels)
                {
                    yield return new PlanFact(
                        FactKinds.UnusedRange, weights.Layer.Name,
                        ("type", weights.Stored.Element.Name()), ("used", used), ("levels", levels), ("count", weights.Stored.Length), ("of", "weights"));
                }
            }
        }
    }

    /// <summary>Levels between the furthest integers on both sides of the zero point, and those that the type has.</summary>
    private static (int Used, int Levels) Levels(Tensor stored, int zeroPoint)
    {
        var levels = stored.Element is ElementType.Int4 or ElementType.UInt4 ? 16 : 256;
        int low = 0, high = 0;
        foreach (var value in stored.ToInt32s())
        {
            low = Math.Min(low, value - zeroPoint);
            high = Math.Max(high, value - zeroPoint);
        }

        // A symmetric type must cover the larger side on both.
        var isSymmetric = zeroPoint == 0 && stored.Element is ElementType.Int8 or ElementType.Int4 || zeroPoint == levels / 2;
        return (isSymmetric ? (2 * Math.Max(-low, high)) + 1 : high - low + 1, levels);
    }
}
