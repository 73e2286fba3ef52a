using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1014: an operator set that tools are dropping.</summary>
internal sealed class AgingOperatorSet : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.AgingOperatorSet;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.OperatorSet)
        let oldest = options.Number("oldest_opset", 7)
        where fact.Number("version") < oldest
        select new ModelFinding(
            $"the model uses operator set {fact.Text("version")}, older than {Text(oldest)}, from which on tools promise to read models. Convert it to a "
                + $"later one (onnx.version_converter), up to {fact.Text("newest")}.",
            ("version", fact.Text("version")),
            ("newest", fact.Text("newest")));
}
