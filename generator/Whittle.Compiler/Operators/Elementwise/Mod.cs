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

    public override double Apply(Node node, double left, double right) => left % right;

    public override long Apply(Node node, long left, long right)
    {
        // long.MinValue % -1 would overflow.
        var remainder = right is 0 or -1 ? 0 : left % right;
        return remainder != 0 && remainder < 0 != right < 0 && !Truncates(node) ? remainder + right : remainder;
    }

    public override void Infer(InferenceContext context)
    {
        base.Infer(context);
        if (context.Type(0).Element.IsFloat() && !Truncates(context.Node))
        {
            throw context.Mismatch("fmod is 0 on floats", "Set fmod to 1, which ONNX asks for with floats.");
        }
    }

    public override void Lower(LoweringContext context) =>
        LowerBroadcast(context, "Binary.Run", UnaryElementwise.Struct(Truncates(context.Node) ? "Remainder" : Kernel, context.Type(0).Element));

    private static bool Truncates(Node node) => node.Attributes.Flag("fmod", false);
}
