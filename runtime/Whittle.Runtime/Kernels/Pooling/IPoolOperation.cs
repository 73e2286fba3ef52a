using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>What a pool does with the elements of a window, at every vector width.</summary>
internal interface IPoolOperation<T>
    where T : unmanaged
{
    /// <summary>What a window starts from; the result of an empty one before <see cref="Finish(T, float)"/>.</summary>
    static abstract T Start { get; }

    static abstract T Combine(T sum, T value);

    static abstract Vector128<T> Combine(Vector128<T> sum, Vector128<T> value);

    static abstract Vector256<T> Combine(Vector256<T> sum, Vector256<T> value);

    static abstract Vector512<T> Combine(Vector512<T> sum, Vector512<T> value);

    /// <summary>Turns the combined window into the result; <paramref name="divisor"/> is the number of elements an average counts.</summary>
    static abstract T Finish(T sum, float divisor);

    static abstract Vector128<T> Finish(Vector128<T> sum, float divisor);

    static abstract Vector256<T> Finish(Vector256<T> sum, float divisor);

    static abstract Vector512<T> Finish(Vector512<T> sum, float divisor);
}
