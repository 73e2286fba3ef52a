namespace Whittle.Compiler.Operators.Structure;

/// <summary>Drops dimensions of length 1: the given ones, or all.</summary>
internal sealed class Squeeze : Reinterpretation
{
    public override string Name => "Squeeze";

    public override (int Minimum, int Maximum) Inputs => (1, 2);

    public override int[] Shape(InferenceContext context)
    {
        var shape = context.Shape(0);
        var axes = context.AttributeOrInput("axes", 1)?.Select(axis => context.Axis(axis, shape.Rank)).ToArray();
        if (axes is not null && Array.FindIndex(axes, axis => shape[axis] != 1) is >= 0 and var wrong)
        {
            throw context.Mismatch($"dimension {axes[wrong]} of {shape} is not 1", "Only dimensions of length 1 can be squeezed.");
        }

        return [.. shape.Where((dimension, axis) => axes is null ? dimension != 1 : !axes.Contains(axis))];
    }
}
