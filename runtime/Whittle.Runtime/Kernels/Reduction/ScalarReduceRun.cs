namespace Whittle.Runtime.Kernels;

/// <summary>The scalar truth, for any element type.</summary>
internal readonly struct ScalarReduceRun<T, TReducer>(TReducer reducer) : IReduceRun<T>
    where TReducer : struct, IReducer<T>
{
    public T Horizontal(T folded, ReadOnlySpan<T> values)
    {
        foreach (var value in values)
        {
            folded = reducer.Accumulate(folded, value);
        }

        return folded;
    }

    public void Vertical(Span<T> folded, ReadOnlySpan<T> values, int rows, int stride)
    {
        for (var row = 0; row < rows; row++)
        {
            var line = values.Slice(row * stride, folded.Length);
            for (var i = 0; i < line.Length; i++)
            {
                folded[i] = reducer.Accumulate(folded[i], line[i]);
            }
        }
    }
}
