namespace Whittle.Runtime.Kernels;

/// <summary>log Σ e^x along any axes, stable: the greatest value is taken out of the sum.</summary>
public static class ReduceLogSumExp
{
    public static void Run(ReadOnlySpan<float> input, Span<float> output, ReadOnlySpan<int> shape, ReadOnlySpan<bool> reduced)
    {
        // The result holds the greatest values first; checks the arguments too.
        Reduce.Run(input, output, default(ReduceMax<float>), shape, reduced);
        if (input.IsEmpty)
        {
            return;
        }

        var axes = new ReduceAxes(shape, reduced);
        var kept = new Walker(axes.KeptShape, axes.KeptStrides);
        foreach (ref var value in output)
        {
            // An infinite maximum is the result, and would make NaN of the differences.
            if (float.IsFinite(value))
            {
                var sum = 0d;
                var walker = new Walker(axes.ReducedShape, axes.ReducedStrides);
                do
                {
                    sum += MathF.Exp(input[kept.First + walker.First] - value);
                }
                while (walker.MoveNext());
                value += (float)Math.Log(sum);
            }

            kept.MoveNext();
        }
    }
}
