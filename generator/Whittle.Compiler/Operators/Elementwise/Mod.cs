using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The remainder of a division: with the sign of the divisor, or (fmod = 1, the only form for floats) of the dividend.</summary>
internal sealed class Mod : BinaryElementwise
{
    public override string Name => "Mod";

    public override int MinimumOpset => 10;

    protected override string Kernel => "Modulo";

    public override double Apply(Node node, double left, double right) =>
        node.Attributes.Flag("fmod", false) || right == 0 ? left % right : left - (Math.Floor(left / right) * right);

    public override long Apply(Node node, long left, long right)
    {
        if (right is 0 or -1)
        {
            return 0;
        }

        var remainder = left % right;
        return node.Attributes.Flag("fmod", false) || remainder == 0 || (remainder < 0) == (right < 0) ? remainder : remainder + right;
    }

    public override void Infer(InferenceContext context)
    {
        base.Infer(context);
        if (context.Type(0).Element.IsFloat() && !context.Attributes.Flag("fmod", false))
        {
            throw context.Mismatch("fmod is 0 on floats", "Set fmod to 1, which ONNX asks for with floats.");
        }
    }

    public override void Lower(LoweringContext context) => LowerBroadcast(
        context, "Binary.Run", UnaryElementwise.Struct(context.Attributes.Flag("fmod", false) ? "Remainder" : Kernel, context.Type(0).Element));
}
