using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>The positions of the elements that are not zero, one column each. Their number must be known at build time, and then so are they.</summary>
internal sealed class NonZero : Operator
{
    public override string Name => "NonZero";

    public override string Restrictions => "constant operands only";

    public override int MinimumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var operand = context.Constant(0) ?? throw context.Unsupported(
            "its operand is computed at run time", "The number of its results must be known at build time; export the model without it.");
        context.SetOutput(0, ElementType.Int64, operand.Shape.Rank, Places(operand).Count);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (places, shape) = (Places(inputs[0]!), inputs[0]!.Shape);
        var strides = shape.Strides();
        var rows = Enumerable.Range(0, shape.Rank).SelectMany(axis => places.Select(place => (long)(place / strides[axis] % shape[axis])));
        return [Tensor.FromInt64s(node.Output.Shape, [.. rows])];
    }

    private static List<int> Places(Tensor operand)
    {
        var values = operand.ToDoubles();
        return [.. Enumerable.Range(0, values.Length).Where(i => values[i] != 0)];
    }
}
