using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1010: weights that are not numbers.</summary>
internal sealed class NonFiniteWeights : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.NonFiniteWeights;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.NonFinite)
        let kinds = new[] { (Name: "NaN", Number: fact.Number("nan")), (Name: "infinite", Number: fact.Number("infinite")) }.Where(kind => kind.Number > 0)
        select new ModelFinding(
            $"the tensor {Name(fact.Text("operand"))} of {Name(fact.Node)} has "
                + $"{string.Join(" and ", kinds.Select(kind => $"{Text(kind.Number)} {kind.Name}"))} values, which spread to every result. "
            + "The training diverged: go back to an earlier checkpoint.",
            (FactNames.Layer, fact.Node),
            ("nan", fact.Text("nan")),
            ("infinite", fact.Text("infinite")));
}
