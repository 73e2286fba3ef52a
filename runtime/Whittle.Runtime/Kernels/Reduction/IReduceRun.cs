namespace Whittle.Runtime.Kernels;

/// <summary>The innermost loops of a reduction.</summary>
internal interface IReduceRun<T>
{
    /// <summary>Folds neighbours into one value (the innermost axis is reduced).</summary>
    T Horizontal(T folded, ReadOnlySpan<T> values);

    /// <summary>Folds one row into a row of folds (the innermost axis is kept).</summary>
    void Vertical(Span<T> folded, ReadOnlySpan<T> values);
}
