namespace Whittle.Compiler.Operators.Structure;

/// <summary>Two dimensions: those before the axis, those from it on.</summary>
internal sealed class Flatten : Reinterpretation
{
    public override string Name => "Flatten";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override int[] Shape(InferenceContext context)
    {
        var shape = context.Shape(0);
        var axis = context.Attributes.Int("axis", 1);
        axis = axis == shape.Rank ? axis : context.Axis(axis, shape.Rank);
        return [shape.Product(0, axis), shape.Product(axis, shape.Rank)];
    }
}
