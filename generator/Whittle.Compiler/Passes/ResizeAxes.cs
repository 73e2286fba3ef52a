using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Movement;
using Whittle.Plan;

namespace Whittle.Compiler.Passes;

/// <summary>
/// Resize becomes one step for each axis that changes, those that shrink most first. Interpolation of integers runs in float and loses its fraction at the
/// end.
/// </summary>
internal sealed class ResizeAxes : NodePass
{
    public override string Name => "axes of Resize";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.Domain.Length != 0 || node.OperatorType is not ("Resize" or "Upsample"))
        {
            return false;
        }

        var context = new InferenceContext(node);
        var type = node.Output.KnownType.Element;
        var value = node.Input(0);
        var computed = type.IsFloat() || ResizeGeometry.Mode(context) == "nearest" ? type : ElementType.Float32;
        value = graph.Converted(node, value, computed);
        foreach (var axis in ResizeGeometry.Read(context).OrderBy(axis => axis.Output / (double)axis.Input).ThenBy(axis => axis.Axis))
        {
            value = Resized(graph, node, value, axis, ResizeTaps.Of(context, axis));
        }

        graph.Bypass(node, graph.Converted(node, value, type));
        return true;
    }

    private static Value Resized(Graph graph, Node node, Value value, ResizeGeometry axis, ResizeTaps taps)
    {
        if (taps.IsIdentity(axis.Input))
        {
            return value;
        }

        var shape = new TensorShape(axis.Output, taps.Count);
        var inputs = new List<Value?> { value, graph.NewConstant(node.Name + ".indices", Tensor.FromInt32s(shape, taps.Indices)) };
        if (taps.Weights is { } weights)
        {
            var doubles = Array.ConvertAll(weights, weight => (double)weight);
            inputs.Add(graph.NewConstant(node.Name + ".weights", Tensor.FromDoubles(new TensorType(value.KnownType.Element, shape), doubles)));
        }

        var attributes = new NodeAttributes().Set("axis", (long)axis.Axis).Set("outside", node.Attributes.Float("extrapolation_value", 0));
        return graph.Insert(node, node, "ResizeAxis", OperatorTable.WhittleDomain, [.. inputs], attributes);
    }
}
