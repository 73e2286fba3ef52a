using Whittle.Plan;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>A pool over all spatial positions of [batch, channels, spatial …]. The channels-last pass turns it into its image form.</summary>
public abstract class GlobalPool : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, 1);

    protected virtual ElementType[] Types => [ElementType.Float32];

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, Types);
        var shape = context.Shape(0);
        if (shape.Rank < 3)
        {
            throw context.Mismatch($"{shape} has no spatial dimensions", "The operand must be [batch, channels, spatial …].");
        }

        context.SetOutput(0, type, [.. shape.Take(2), .. shape.Skip(2).Select(_ => 1)]);
    }
}
