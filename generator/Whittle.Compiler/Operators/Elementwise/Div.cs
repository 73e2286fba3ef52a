using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left / right; integers truncate towards zero.</summary>
internal sealed class Div : BinaryElementwise
{
    public override string Name => "Div";

    protected override string Kernel => "Divide";

    public override double Apply(Node node, double left, double right) => left / right;

    // The least long divided by -1 wraps around, as the negation does.
    public override long Apply(Node node, long left, long right) => right == -1 ? unchecked(-left) : left / right;

    public override void Infer(InferenceContext context)
    {
        base.Infer(context);
        if (!context.Type(0).Element.IsFloat() && context.Constant(1) is { } divisors && Array.IndexOf(divisors.ToDoubles(), 0) is >= 0 and var zero)
        {
            throw context.Mismatch(
                FormattableString.Invariant($"element {zero} of its divisor '{context.Node.Input(1).Name}' is the integer 0"),
                "Correct the divisor in the exporting program.");
        }
    }
}
