using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose activations were quantized just before it runs and whose output is float.</summary>
public abstract class DynamicLayer
{
    private readonly Int8Accumulator _accumulator;
    private readonly DynamicParameters _parameters;
    private readonly IsaLevel _level;

    private protected DynamicLayer(
        Int8Accumulator accumulator, ReadOnlySpan<float> weightScales, ReadOnlySpan<float> bias, float minimum, float maximum, Int8Path path)
    {
        _accumulator = accumulator;
        _parameters = new DynamicParameters(accumulator.WeightSums, weightScales, bias, minimum, maximum);
        _level = path.Level();
    }

    /// <summary>output = clamp(float(Σ (input - inputZeroPoint) * weight) * (inputScale * weightScale) + bias, minimum, maximum).</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <param name="input">Activations.</param>
    /// <param name="inputScale">What a step of the input stands for.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="output">Result; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape.</exception>
    public void Run<TInput>(ReadOnlySpan<TInput> input, float inputScale, int inputZeroPoint, Span<float> output)
        where TInput : unmanaged
    {
        Int8Driver.CheckEightBits<TInput>(nameof(input));
        var epilogue = new DynamicEpilogue(_parameters, typeof(TInput) == typeof(sbyte), inputScale, inputZeroPoint, _level);
        Int8Driver.Run(_accumulator, input, output, epilogue);
        GC.KeepAlive(_parameters);
    }
}
