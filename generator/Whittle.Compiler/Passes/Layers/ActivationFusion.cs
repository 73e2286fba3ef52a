using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>Relu or Clip behind a float layer becomes the limits of its results.</summary>
internal sealed class ActivationFusion : NodePass
{
    private static readonly HashSet<string> Layers = new(StringComparer.Ordinal) { "Conv", "ConvDynamic", "FullyConnected", "FullyConnectedDynamic" };

    public override string Name => "activation fusion";

    protected override bool Rewrite(Graph graph, Node node)
    {
        var isLayer = Layers.Contains(node.OperatorType) && (node.Domain == OperatorTable.WhittleDomain || node.Is("Conv"));
        if (!isLayer
            || node.Output.SingleConsumer is not { } next
            || ActivationLimits.Of(next) is not { } limits
            || node.Output.KnownType.Element != Plan.ElementType.Float32)
        {
            return false;
        }

        // Limits of limits: a second activation narrows the first.
        var minimum = Math.Min(Math.Max(node.Attributes.Float("minimum", float.NegativeInfinity), (float)limits.Minimum), (float)limits.Maximum);
        var maximum = Math.Max(Math.Min(node.Attributes.Float("maximum", float.PositiveInfinity), (float)limits.Maximum), (float)limits.Minimum);
        node.Attributes.Set("minimum", minimum).Set("maximum", maximum);
        graph.Bypass(next, node.Output);
        return true;
    }
}
