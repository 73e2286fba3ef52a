using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>The upper or lower triangle of each matrix, zeros elsewhere; k moves the diagonal.</summary>
internal sealed class Trilu : Operator
{
    private static readonly int[] Repeated = [0, 0];
    private static readonly int[] OneMatrix = [0, 1];

    public override string Name => "Trilu";

    public override int MinimumOpset => 14;

    public override (int Minimum, int Maximum) Inputs => (1, 2);

    public override void Infer(InferenceContext context)
    {
        if (context.Shape(0).Rank < 2)
        {
            throw context.Mismatch($"{context.Shape(0)} is no matrix", "The operand needs at least two dimensions.");
        }

        context.RequireSingle(1, "k");
        context.Integers(1, "k");
        context.SetOutput(0, context.Type(0).Element, context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var shape = inputs[0]!.Shape;
        var kept = Kept(node, inputs.Length > 1 ? inputs[1] : null, shape[shape.Rank - 2], shape[shape.Rank - 1]).ToArray();
        return [Tensor.FromDoubles(inputs[0]!.Type, [.. inputs[0]!.ToDoubles().Select((value, i) => kept[i % kept.Length] ? value : 0)])];
    }

    /// <summary>A choice between the operand and zero by a stored mask of one matrix, which repeats over the leading dimensions.</summary>
    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var (rows, columns) = (shape[shape.Rank - 2], shape[shape.Rank - 1]);
        var mask = Tensor.From(
            ElementType.Bool, new TensorShape(rows, columns), [.. Kept(context.Node, context.Constant(1), rows, columns).Select(keep => (byte)(keep ? 1 : 0))]);
        var zero = Tensor.FromDoubles(new TensorType(context.Type(0).Element, TensorShape.Scalar), [0]);
        var (outer, matrix) = (shape.Product(0, shape.Rank - 2), rows * columns);
        context.Step(
            "Where.Run",
            new Argument("condition", context.Store(context.Node.Name + ".mask", mask)),
            new Argument("left", context.Input(0)),
            new Argument("right", context.Store(context.Node.Name + ".zero", zero)),
            new Argument("output", context.Output()),
            new Argument("outputShape", new[] { outer, matrix }),
            new Argument("conditionStrides", OneMatrix),
            new Argument("leftStrides", new[] { matrix, 1 }),
            new Argument("rightStrides", Repeated));
    }

    /// <summary>For each element of a matrix whether it lies in the triangle.</summary>
    private static IEnumerable<bool> Kept(Node node, Tensor? k, int rows, int columns)
    {
        var diagonal = k?.ToInt64s()[0] ?? 0;
        var upper = node.Attributes.Flag("upper", true);
        return Enumerable.Range(0, rows * columns).Select(
            i => (i % columns) - (i / columns) is var offset && (upper ? offset >= diagonal : offset <= diagonal));
    }
}
