namespace Whittle.Runtime.Kernels;

/// <summary>Folds values into one.</summary>
public interface IReducer<T>
{
    /// <summary>The fold of nothing.</summary>
    T Identity { get; }

    /// <summary>Takes one more input into the fold.</summary>
    T Accumulate(T folded, T value);

    /// <summary>Joins two folds.</summary>
    T Combine(T left, T right);

    /// <summary>The result, once <paramref name="count"/> inputs are in.</summary>
    T Finish(T folded, int count);
}
