using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>The bias of a layer as an argument: its stored tensor, or the empty list.</summary>
internal static class Bias
{
    public static Operand Operand(LoweringContext context, int index) => !context.Has(index) ? new PlanValue.Integers(default)
        : context.Constant(index) is { } bias ? context.Store(context.Node.Input(index).Name, bias)
        : throw context.Unsupported("its bias is computed at run time", "Add it with an Add node instead.");
}
