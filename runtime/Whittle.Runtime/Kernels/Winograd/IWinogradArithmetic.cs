namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>The three steps of F(4x4, 3x3) in some arithmetic; which tile comes when is <see cref="WinogradDriver{TShape}"/>'s business.</summary>
/// <typeparam name="TInput">Activations.</typeparam>
/// <typeparam name="TValue">Transformed activations.</typeparam>
/// <typeparam name="TSum">Sums of products.</typeparam>
/// <typeparam name="TOutput">Outputs.</typeparam>
internal unsafe interface IWinogradArithmetic<TInput, TValue, TSum, TOutput>
    where TInput : unmanaged
    where TValue : unmanaged
    where TSum : unmanaged
    where TOutput : unmanaged
{
    /// <summary>Channels that <see cref="TransformInput"/> takes at once.</summary>
    static abstract int InputChannels { get; }

    /// <summary>Outputs that <see cref="Multiply"/> makes at once.</summary>
    static abstract int ProductOutputs { get; }

    /// <summary>Outputs that <see cref="TransformOutput"/> takes at once.</summary>
    static abstract int OutputChannels { get; }

    /// <param name="x">Top left activation of a patch.</param>
    /// <param name="line">Elements from one row of activations to the next.</param>
    /// <param name="values">Where the first of 36 numbers goes; the others follow <paramref name="step"/> elements apart.</param>
    /// <param name="step">Elements from one of the 36 numbers to the next.</param>
    /// <param name="half">Scratch for 36 vectors of 64 bytes.</param>
    void TransformInput(TInput* x, int line, TValue* values, int step, byte* half);

    /// <param name="point">Which of the 36.</param>
    /// <param name="output">First output.</param>
    /// <param name="values">Transformed activations of twelve tiles.</param>
    /// <param name="sums">Sums of twelve tiles.</param>
    void Multiply(int point, int output, TValue* values, TSum* sums);

    /// <param name="sums">The first of 36 sums; the others follow <paramref name="step"/> elements apart.</param>
    /// <param name="step">Elements from one of the 36 sums to the next.</param>
    /// <param name="output">First output.</param>
    /// <param name="y">Top left output.</param>
    /// <param name="line">Elements from one row of outputs to the next.</param>
    /// <param name="half">Scratch for 36 vectors of 64 bytes.</param>
    void TransformOutput(TSum* sums, int step, int output, TOutput* y, int line, byte* half);
}
