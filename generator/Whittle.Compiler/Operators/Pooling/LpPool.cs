using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The norm of each window: the root of degree p of the sum of |x|^p. Padding counts as zeros.</summary>
internal sealed class LpPool : WindowPool
{
    public override string Name => "LpPool";

    public override int MinimumOpset => 2;

    public override void Infer(InferenceContext context)
    {
        base.Infer(context);
        if (context.Attributes.Int("p", 2) < 1)
        {
            throw context.Mismatch($"its p is {context.Attributes.Int("p", 2)}", "The degree of the norm must be positive.");
        }
    }

    protected override Argument[] Further(LoweringContext context, ConvolutionGeometry geometry) => [new("p", context.Attributes.Int("p", 2))];
}
