using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>start, start + delta, … below limit. Its length must be known at build time, and then so are its elements.</summary>
internal sealed class Range : Operator
{
    public override string Name => "Range";

    public override string Restrictions => "constant limits only";

    public override int MinimumOpset => 11;

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        if (Enumerable.Range(0, 3).Any(i => context.Constant(i) is null))
        {
            throw context.Unsupported("its limits are computed at run time", "Fix the model's shapes when exporting.");
        }

        var type = context.Require(0, ElementType.Float32, ElementType.Float64, ElementType.Int16, ElementType.Int32, ElementType.Int64);
        context.Require(1, type);
        context.Require(2, type);
        for (var i = 0; i < 3; i++)
        {
            context.RequireSingle(i, "start, limit and delta");
        }

        var (start, limit, delta) = (Operand(context.Node, 0), Operand(context.Node, 1), Operand(context.Node, 2));
        var count = Math.Max(0, Math.Ceiling((limit - start) / delta));
        if (delta == 0 || !(count <= int.MaxValue))
        {
            throw context.Mismatch(
                FormattableString.Invariant($"from {start} to {limit} by {delta} is no range of at most {int.MaxValue} elements"),
                "Correct the limits in the exporting program.");
        }

        context.SetOutput(0, type, (int)count);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (start, delta) = (Operand(node, 0), Operand(node, 2));
        return [Tensor.FromDoubles(node.Output.KnownType, [.. Enumerable.Range(0, node.Output.Shape.Length).Select(i => start + (i * delta))])];
    }

    private static double Operand(Node node, int index) => node.Input(index).Constant!.ToDoubles()[0];
}
