using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>start, start + delta, … below limit. Its length must be known at build time, and then so are its elements.</summary>
internal sealed class Range : Operator
{
    public override string Name => "Range";

    public override int MinimumOpset => 11;

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        if (Enumerable.Range(0, 3).Any(i => context.Constant(i) is null))
        {
            throw context.Unsupported("its limits are computed at run time", "Fix the model's shapes when exporting.");
        }

        context.SetOutput(0, context.Type(0).Element, Values(context.Node).Length);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => [Tensor.FromDoubles(node.Output.KnownType, Values(node))];

    private static double[] Values(Node node)
    {
        var (start, limit, delta) = (Operand(node, 0), Operand(node, 1), Operand(node, 2));
        return [.. Enumerable.Range(0, (int)Math.Max(0, Math.Ceiling((limit - start) / delta))).Select(i => start + (i * delta))];
    }

    private static double Operand(Node node, int index) => node.Input(index).Constant!.ToDoubles()[0];
}
