namespace Whittle.Compiler.Operators.Movement;

/// <summary>
/// Which elements of an axis make an element of the resized axis, and with what weights: everything that Resize's attributes say comes down to this table.
/// Coordinates are computed in single precision, as ONNX Runtime computes them; the antialiasing filters follow the definition's reference.
/// </summary>
/// <param name="Count">Elements that make one.</param>
/// <param name="Indices">Count numbers for each position of the result; all −1 where it lies outside of the region (the extrapolation value).</param>
/// <param name="Weights">Their weights; null where one element is taken as it is.</param>
internal sealed record ResizeTaps(int Count, int[] Indices, float[]? Weights)
{
    public static ResizeTaps Of(InferenceContext context, ResizeGeometry axis)
    {
        var positions = new ResizePositions(context, axis);
        var mode = ResizeGeometry.Mode(context);
        if (mode == "nearest")
        {
            return new ResizeTaps(1, [.. Enumerable.Range(0, axis.Output).Select(positions.Nearest)], null);
        }

        // Where the axis shrinks, antialiasing stretches the filter over all elements that fall into one.
        var antialias = context.Attributes.Flag("antialias", false) && axis.Scale < 1;
        var scale = antialias ? axis.Scale : 1.0;
        var start = (int)Math.Floor((mode == "cubic" ? -2 : -1) / scale) + 1;
        var count = 2 - (2 * start);
        var excludes = mode == "cubic" && context.Attributes.Flag("exclude_outside", false);
        var cubic = (double)context.Attributes.Float("cubic_coeff_a", -0.75f);
        var (indices, weights) = (new int[axis.Output * count], new float[axis.Output * count]);
        var filter = new double[count];
        for (var x = 0; x < axis.Output; x++)
        {
            var position = positions.Of(x);
            var first = (int)Math.Floor(position) + start;
            for (var tap = 0; tap < count; tap++)
            {
                var distance = (first + tap - position) * scale;
                var excluded = excludes && (first + tap < 0 || first + tap >= axis.Input);
                filter[tap] = excluded ? 0 : mode == "cubic" ? Cubic(Math.Abs(distance), cubic) : Math.Max(0, 1 - Math.Abs(distance));
                indices[(x * count) + tap] = positions.IsOutside(position) ? -1 : Math.Min(Math.Max(first + tap, 0), axis.Input - 1);
            }

            var sum = antialias || excludes ? filter.Sum() : 1;
            for (var tap = 0; tap < count; tap++)
            {
                weights[(x * count) + tap] = (float)(filter[tap] / sum);
            }
        }

        return new ResizeTaps(count, indices, weights);
    }

    /// <summary>Whether every element is the operand's own.</summary>
    public bool IsIdentity(int input) => Weights is null && Indices.Length == input && !Indices.Where((index, x) => index != x).Any();

    /// <summary>The convolution kernel of R. Keys, "Cubic convolution interpolation for digital image processing", 1981.</summary>
    private static double Cubic(double x, double a) =>
        x <= 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
        : x < 2 ? (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a)
        : 0;
}
