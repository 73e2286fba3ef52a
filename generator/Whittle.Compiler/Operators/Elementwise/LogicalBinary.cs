using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>An operator on two bool tensors with broadcasting.</summary>
public abstract class LogicalBinary : Operator
{
    public override int MinimumOpset => 7;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    /// <summary>The runtime's operator struct.</summary>
    protected abstract string Kernel { get; }

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.Bool);
        context.Require(1, ElementType.Bool);
        context.SetOutput(0, ElementType.Bool, BinaryElementwise.BroadcastShape(context));
    }

    public override void Lower(LoweringContext context) => BinaryElementwise.LowerBroadcast(context, "Binary.Run", UnaryElementwise.Struct(Kernel));
}
