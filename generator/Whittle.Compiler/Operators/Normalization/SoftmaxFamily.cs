using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>Softmax and its logarithm along an axis. Before opset 13 all axes from the given one on are taken together.</summary>
public abstract class SoftmaxFamily : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, 1);

    /// <summary>[outer, axis, inner] extents for the node's operator set.</summary>
    public static (int Outer, int Axis, int Inner) Extents(Node node)
    {
        var shape = node.Input(0).Shape;
        var legacy = node.Opset < 13 && node.Domain.Length == 0;
        var axis = node.Attributes.Int("axis", legacy ? 1 : -1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        return legacy
            ? (shape.Product(0, axis), shape.Product(axis, shape.Rank), 1)
            : (shape.Product(0, axis), shape[axis], shape.Product(axis + 1, shape.Rank));
    }

    public override void Infer(InferenceContext context)
    {
        var legacy = context.Opset < 13;
        context.Axis(context.Attributes.Int("axis", legacy ? 1 : -1), context.Shape(0).Rank);
        context.SetOutput(0, context.Require(0, ElementType.Float32), context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (outer, axis, inner) = Extents(node);
        var values = inputs[0]!.ToDoubles();
        for (var run = 0; run < outer * inner; run++)
        {
            var places = Enumerable.Range(0, axis).Select(i => (((run / inner * axis) + i) * inner) + (run % inner)).ToArray();
            var maximum = places.Length == 0 ? 0 : places.Max(place => values[place]);
            var sum = places.Sum(place => Math.Exp(values[place] - maximum));
            foreach (var place in places)
            {
                values[place] = Result(values[place] - maximum, sum);
            }
        }

        return [Tensor.FromDoubles(inputs[0]!.Type, values)];
    }

    public override void Lower(LoweringContext context)
    {
        var (outer, axis, inner) = Extents(context.Node);
        context.Step(
            Name + ".Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("outer", outer),
            new Argument("axisLength", axis),
            new Argument("inner", inner));
    }

    /// <summary>The result for an element minus the greatest one, given the sum of the exponentials.</summary>
    protected abstract double Result(double shifted, double sum);
}

/// <summary>e^x / Σ e^x.</summary>
internal sealed class Softmax : SoftmaxFamily
{
    public override string Name => "Softmax";

    protected override double Result(double shifted, double sum) => Math.Exp(shifted) / sum;
}

/// <summary>x − ln Σ e^x.</summary>
internal sealed class LogSoftmax : SoftmaxFamily
{
    public override string Name => "LogSoftmax";

    protected override double Result(double shifted, double sum) => shifted - Math.Log(sum);
}
