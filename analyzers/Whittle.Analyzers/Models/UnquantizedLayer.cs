using System.Globalization;
using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1001: float weights of a size that matters.</summary>
internal sealed class UnquantizedLayer : IModelRule
{
    /// <summary>Below this, int8 saves less than 3 KB, which is no reason to touch a model.</summary>
    private const int MinimumParameters = 1000;

    public DiagnosticDescriptor Descriptor => RuleDescriptors.UnquantizedLayer;

    public IEnumerable<object[]> Find(ModelPlan plan) =>
        from layer in plan.Layers
        let weights = layer.WeightShape.Aggregate(1L, (product, dimension) => product * dimension)
        where layer.WeightType.IsFloat() && weights >= MinimumParameters && layer.StoredBytes > weights
        select new object[] { plan.Model, layer.Name, Text(weights), Text(layer.StoredBytes), Text(weights) };

    private static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
