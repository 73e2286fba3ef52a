namespace Whittle.Compiler.Operators.Structure;

/// <summary>Inserts dimensions of length 1 at the given places of the result.</summary>
internal sealed class Unsqueeze : Reinterpretation
{
    public override string Name => "Unsqueeze";

    public override (int Minimum, int Maximum) Inputs => (1, 2);

    public override int[] Shape(InferenceContext context)
    {
        var shape = context.Shape(0);
        var given = context.AttributeOrInput("axes", 1) ?? throw context.Mismatch("it has no axes", "Export the model again.");
        var rank = shape.Rank + given.Length;
        var axes = new HashSet<int>(given.Select(axis => context.Axis(axis, rank)));
        if (axes.Count != given.Length)
        {
            throw context.Mismatch("an axis is given twice", "Export the model again.");
        }

        var next = 0;
        return [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : shape[next++])];
    }
}
