using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>Float Add → Relu or Clip, as residual blocks end: one step.</summary>
internal sealed class AddActivation : NodePass
{
    public override string Name => "activation of sums";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Add") || node.Output.KnownType.Element != ElementType.Float32
            || node.Output.SingleConsumer is not { } next || ActivationLimits.Of(next) is not { } limits)
        {
            return false;
        }

        var attributes = new NodeAttributes().Set("minimum", (float)limits.Minimum).Set("maximum", (float)limits.Maximum);
        graph.Bypass(next, graph.Insert(node, node, "AddClip", OperatorTable.WhittleDomain, [.. node.Inputs], attributes));
        graph.Remove(node);
        return true;
    }
}
