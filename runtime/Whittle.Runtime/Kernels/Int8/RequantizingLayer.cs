using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output has eight bits again.</summary>
public abstract class RequantizingLayer
{
    private readonly Int8Accumulator _accumulator;
    private readonly RequantizeParameters _parameters;
    private readonly IsaLevel _level;

    private protected RequantizingLayer(
        Int8Accumulator accumulator,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        Int8Path path)
    {
        _accumulator = accumulator;
        _parameters = new RequantizeParameters(accumulator.WeightSums, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum);
        _level = path.Level();
    }

    /// <summary>output = nearest-even(clamp(float(Σ (input - inputZeroPoint) * weight + bias) * multiplier, minimum - zp, maximum - zp)) + zp,
    /// zp being the output's zero point.</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <typeparam name="TOutput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <param name="input">Activations.</param>
    /// <param name="output">Activations of the next layer; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape.</exception>
    public void Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        Int8Driver.CheckEightBits<TInput>(nameof(input));
        Int8Driver.CheckEightBits<TOutput>(nameof(output));
        Int8Driver.Run(_accumulator, input, output, new RequantizeEpilogue<TOutput>(_parameters, typeof(TInput) == typeof(sbyte), _level));
        GC.KeepAlive(_parameters);
    }
}
