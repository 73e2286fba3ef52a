using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>An operator that folds some axes (all, when none are given) into one value each.</summary>
public abstract class Reduction : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, 2);

    protected virtual ElementType[] Types => [ElementType.Float32];

    /// <summary>The truth: the elements of one group, in order.</summary>
    public abstract double Apply(IEnumerable<double> values);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, Types);
        var shape = context.Shape(0);
        var given = context.AttributeOrInput("axes", 1)?.Select(axis => context.Axis(axis, shape.Rank)).ToArray() ?? [];
        var reduced = new bool[shape.Rank];
        for (var axis = 0; axis < reduced.Length; axis++)
        {
            reduced[axis] = given.Length == 0 ? !context.Attributes.Flag("noop_with_empty_axes", false) : given.Contains(axis);
        }

        context.Node.Attributes.Set("whittle.reduced", reduced.Select(r => r ? 1L : 0L).ToArray());
        var keep = context.Attributes.Flag("keepdims", true);
        context.SetOutput(0, type, [.. shape.Select((d, axis) => reduced[axis] ? 1 : d).Where((_, axis) => keep || !reduced[axis])]);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (shape, reduced) = (inputs[0]!.Shape, Reduced(node));
        var kept = new TensorShape([.. shape.Select((d, axis) => reduced[axis] ? 1 : d)]);
        var groups = Enumerable.Range(0, kept.Length).Select(_ => new List<double>()).ToArray();
        var target = Broadcast.Indices(kept, shape.ToArray());
        var values = inputs[0]!.ToDoubles();
        for (var i = 0; i < values.Length; i++)
        {
            groups[target[i]].Add(values[i]);
        }

        return [Tensor.FromDoubles(node.Output.KnownType, Array.ConvertAll(groups, Apply))];
    }

    public override void Lower(LoweringContext context)
    {
        // Without axes (noop_with_empty_axes) every element is a group of its own: a sum of squares still squares.
        var (shape, reduced) = (context.Type(0).Shape.ToArray(), Reduced(context.Node));
        if (!reduced.Contains(true))
        {
            (shape, reduced) = ([.. shape, 1], [.. reduced, true]);
        }

        context.Step(
            "Reduce.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("reducer", Reducer(context.Type(0).Element)),
            new Argument("shape", shape),
            new Argument("reduced", new PlanValue.Booleans(reduced.ToEquatable())));
    }

    /// <summary>Of truth values: the reduction of 0 and 1, and back. Null for numbers.</summary>
    protected Value?[]? BoolsAsIntegers(ExpansionContext context)
    {
        if (context.Element(0) != ElementType.Bool)
        {
            return null;
        }

        var shape = context.Shape(0);
        var reduced = Reduced(context.Node);
        var axes = Enumerable.Range(0, shape.Rank).Where(axis => reduced[axis]).Select(axis => (long)axis).ToArray();
        var numbers = context.Call("Cast", [context.Input(0)], ("to", 6L));
        var result = context.Call(Name, [numbers, context.Integers(axes)], ("keepdims", context.Attributes.Long("keepdims", 1)), ("noop_with_empty_axes", 1L));
        return [context.Call("Cast", [result], ("to", 9L))];
    }

    /// <summary>The runtime's reducer struct.</summary>
    protected virtual PlanValue Reducer(ElementType type) => UnaryElementwise.Struct(Name, type);

    protected static bool[] Reduced(Node node) => Array.ConvertAll(node.Attributes.Ints("whittle.reduced")!, flag => flag != 0);
}
