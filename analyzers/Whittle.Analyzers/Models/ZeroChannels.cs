using Microsoft.CodeAnalysis;
using Whittle.Plan;

namespace Whittle.Analyzers.Models;

/// <summary>WHT1006: outputs or inputs without any weight, which can be taken out of the network.</summary>
internal sealed class ZeroChannels : ModelRule
{
    public override DiagnosticDescriptor Descriptor => RuleDescriptors.ZeroChannels;

    public override IEnumerable<ModelFinding> Find(ModelPlan plan, RuleOptions options) =>
        from fact in plan.Of(FactKinds.ZeroChannels)
        let layer = plan.Layer(fact.Node)
        let removable = layer is null ? 0 : Removable(fact)
        where layer is not null
            && removable >= options.Number("zero_channels", 0.05)
            && layer.Matters(plan, options)
            && !layer.Kernel.StartsWith("Sparse", StringComparison.Ordinal)
        select new ModelFinding(
            $"all weights of {Channels(fact)} of layer {Name(layer.Name)} are zero: {Text(Math.Round(removable * layer.Weights))} weights and "
                + $"{Text(Math.Round(removable * layer.Macs))} multiplications for nothing. "
            + "Remove them from the model (structured pruning).",
            (FactNames.Layer, layer.Name),
            ("outputs", fact.Text("outputs")),
            ("inputs", fact.Text("inputs")));

    /// <summary>Share of the layer's weights that stands in such rows and columns.</summary>
    private static double Removable(PlanFact fact) =>
        1 - ((1 - (fact.Number("outputs") / fact.Number("totalOutputs"))) * (1 - (fact.Number("inputs") / fact.Number("totalInputs"))));

    private static string Channels(PlanFact fact) => string.Join(
        " and ", new[] { Side(fact, "outputs", "totalOutputs"), Side(fact, "inputs", "totalInputs") }.Where(side => side.Length > 0));

    private static string Side(PlanFact fact, string name, string total) => fact.Number(name) > 0 ? $"{fact.Text(name)} of {fact.Text(total)} {name}" : "";
}
