namespace Whittle.Runtime.Kernels;

/// <summary>The innermost loops of a reduction.</summary>
internal interface IReduceRun<T>
{
    /// <summary>Folds neighbours into one value (the innermost axis is reduced).</summary>
    T Horizontal(T folded, ReadOnlySpan<T> values);

    /// <summary>Folds rows into one row of folds (the innermost axis is kept). Row i starts at i · stride and is as long as <paramref
    /// name="folded"/>.</summary>
    void Vertical(Span<T> folded, ReadOnlySpan<T> values, int rows, int stride);
}
