using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The remainder of a division: with the sign of the divisor, or (fmod = 1, the only form for floats) of the dividend.</summary>
internal sealed class Mod : Operator
{
    public override string Name => "Mod";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(
            0, ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16,
            ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64);
        context.Require(1, type);
        if (type.IsFloat() && !context.Attributes.Flag("fmod", false))
        {
            throw context.Mismatch("fmod is 0 on floats", "Set fmod to 1, which ONNX asks for with floats.");
        }

        context.SetOutput(0, type, BinaryElementwise.BroadcastShape(context));
    }

    public override void Lower(LoweringContext context) => BinaryElementwise.LowerBroadcast(
        context, "Binary.Run", UnaryElementwise.Struct(context.Attributes.Flag("fmod", false) ? "Remainder" : "Modulo", context.Type(0).Element));
}
