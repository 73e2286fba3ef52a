using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left to the power of right, in left's type; from operator set 12 the exponent may have another one.</summary>
internal sealed class Pow : BinaryElementwise
{
    public override string Name => "Pow";

    protected override string Kernel => "Pow";

    public override void Infer(InferenceContext context)
    {
        context.Require(1, Types);
        context.SetOutput(0, context.Require(0, Types), BroadcastShape(context));
    }

    public override double Apply(Node node, double left, double right) => Math.Pow(left, right);
}
