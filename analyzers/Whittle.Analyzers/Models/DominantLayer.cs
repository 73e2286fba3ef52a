using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1012: one layer that makes most of the size or of the time.</summary>
internal sealed class DominantLayer : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.DominantLayer;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options)
    {
        // With two layers one is always the larger; and a small model is small whatever its parts.
        if (plan.Layers.Count < options.Number("dominant_layers", 4))
        {
            yield break;
        }

        var share = options.Number("dominant_share", 0.7);
        foreach (var (what, of, least) in new (string, Func<PlanLayer, long>, double)[]
        {
            ("bytes of weights", layer => layer.StoredBytes, options.Number("dominant_bytes", 100_000)),
            ("multiplications", layer => layer.Macs, options.Number("dominant_macs", 10_000_000)),
        })
        {
            var total = plan.Layers.Sum(of);
            var largest = plan.Layers.OrderByDescending(of).First();
            if (of(largest) >= least && of(largest) >= share * total)
            {
                yield return new ModelFinding(
                    $"layer {Name(largest.Name)} makes {Percent((double)of(largest) / total)} of the model's {Text(total)} {what}. Make it smaller first (fewer outputs, a pooling before it, a factorized layer): nothing else will be felt.",
                    (FactNames.Layer, largest.Name),
                    ("of", what),
                    ("share", (double)of(largest) / total));
            }
        }
    }
}
