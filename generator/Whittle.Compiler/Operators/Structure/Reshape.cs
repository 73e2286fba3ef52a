namespace Whittle.Compiler.Operators.Structure;

/// <summary>The elements under a given shape: −1 takes what is left, 0 copies the operand's dimension (unless allowzero).</summary>
internal sealed class Reshape : Reinterpretation
{
    public override string Name => "Reshape";

    public override string Restrictions => "constant shape";

    public override (int Minimum, int Maximum) Inputs => (1, 2);

    public override int[] Shape(InferenceContext context)
    {
        var wanted = context.AttributeOrInput("shape", 1) ?? throw context.Mismatch("it has no shape", "Export the model again.");
        var input = context.Shape(0);
        var shape = (int[])wanted.Clone();
        var open = -1;
        var known = 1L;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 0 && !context.Attributes.Flag("allowzero", false))
            {
                shape[axis] = axis < input.Rank
                    ? input[axis]
                    : throw context.Mismatch($"dimension {axis} copies one that {input} does not have", "Give the shape in numbers.");
            }

            if (shape[axis] == -1)
            {
                open = open < 0 ? axis : throw context.Mismatch("two dimensions of its shape are -1", "Only one dimension can be left open.");
                continue;
            }

            known *= shape[axis];
        }

        if (open >= 0)
        {
            if (known == 0 || input.Length % known != 0)
            {
                throw context.Mismatch(
                    $"{input} does not fit into [{string.Join(", ", wanted)}]",
                    "A model with a fixed batch in its Reshape needs Dimensions=\"…\" of that batch; otherwise export again.");
            }

            shape[open] = (int)(input.Length / known);
        }

        return shape;
    }
}
