using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>Position along an axis of the extreme element, as int64.</summary>
public abstract class ArgReduction : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int32, ElementType.Int64);
        var shape = context.Shape(0);
        var axis = context.Axis(context.Attributes.Int("axis", 0), shape.Rank);
        int[] one = context.Attributes.Flag("keepdims", true) ? [1] : [];
        context.SetOutput(0, ElementType.Int64, [.. shape.Take(axis), .. one, .. shape.Skip(axis + 1)]);
    }

    /// <summary>Whether the left value takes the place of the right one.</summary>
    protected abstract bool IsBetter(double left, double right);

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var shape = inputs[0]!.Shape;
        var axis = node.Attributes.Int("axis", 0);
        axis = axis < 0 ? axis + shape.Rank : axis;
        var (length, inner, last) = (shape[axis], shape.Product(axis + 1, shape.Rank), node.Attributes.Flag("select_last_index", false));
        var values = inputs[0]!.ToDoubles();
        var result = new long[node.Output.Shape.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var start = (i / inner * length * inner) + (i % inner);
            for (var k = 1; k < length; k++)
            {
                var (value, best) = (values[start + (k * inner)], values[start + ((int)result[i] * inner)]);
                result[i] = IsBetter(value, best) || (last && value == best) ? k : result[i];
            }
        }

        return [Tensor.FromInt64s(node.Output.Shape, result)];
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = context.Attributes.Int("axis", 0);
        axis = axis < 0 ? axis + shape.Rank : axis;
        context.Step(
            Name + ".Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("outer", shape.Product(0, axis)),
            new Argument("axisLength", shape[axis]),
            new Argument("inner", shape.Product(axis + 1, shape.Rank)),
            new Argument("selectLastIndex", context.Attributes.Flag("select_last_index", false)));
    }
}

/// <summary>Position of the greatest element.</summary>
internal sealed class ArgMax : ArgReduction
{
    public override string Name => "ArgMax";

    protected override bool IsBetter(double left, double right) => left > right;
}

/// <summary>Position of the least element.</summary>
internal sealed class ArgMin : ArgReduction
{
    public override string Name => "ArgMin";

    protected override bool IsBetter(double left, double right) => left < right;
}
