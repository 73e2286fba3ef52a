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

        foreach (var finding in new[]
        {
            Share(plan, options, layer => layer.StoredBytes, options.Number("dominant_bytes", 100_000), total => $"{Text(total)} bytes of weights"),
            Share(
                plan, options, layer =>
                    layer.Nanoseconds, 1000 * options.Number("dominant_microseconds", 100), total => $"{Text(total / 1000)} µs (estimated)"),
        })
        {
            if (finding is not null)
            {
                yield return finding;
            }
        }
    }

    private static ModelFinding? Share(ModelPlan plan, RuleOptions options, Func<PlanLayer, long> of, double least, Func<double, string> whole)
    {
        double total = plan.Layers.Sum(of);
        var largest = plan.Layers.OrderByDescending(of).First();
        return of(largest) >= least && of(largest) >= options.Number("dominant_share", 0.7) * total
            ? new ModelFinding(
                $"layer {Name(largest.Name)} makes {Percent(of(largest) / total)} of the model's {whole(total)}. Make it smaller first (fewer outputs, a "
                    + "pooling before it, a factorized layer): nothing else will be felt.",
                (FactNames.Layer, largest.Name),
                ("share", of(largest) / total))
            : null;
    }
}
