using System.Globalization;
using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1002: more than half zeros, and a kernel that does not skip them.</summary>
internal sealed class DenseZeros : IModelRule
{
    private const int MinimumParameters = 1000;

    public DiagnosticDescriptor Descriptor => RuleDescriptors.DenseZeros;

    public IEnumerable<object[]> Find(ModelPlan plan) =>
        from layer in plan.Layers
        let weights = layer.WeightShape.Aggregate(1L, (product, dimension) => product * dimension)
        where weights >= MinimumParameters && layer.NonZeros * 2 < weights && !layer.Kernel.StartsWith("Sparse", StringComparison.Ordinal)
        select new object[]
        {
            plan.Model, layer.Name, (100.0 * (weights - layer.NonZeros) / weights).ToString("0.#", CultureInfo.InvariantCulture) + " %", layer.Kernel,
        };
}
