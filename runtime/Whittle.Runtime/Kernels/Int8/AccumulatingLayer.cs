using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output is the int32 sums (MatMulInteger, ConvInteger).</summary>
public abstract class AccumulatingLayer
{
    private readonly Int8Accumulator _accumulator;
    private readonly AccumulateParameters _parameters;
    private readonly IsaLevel _level;

    private protected AccumulatingLayer(Int8Accumulator accumulator, ReadOnlySpan<int> bias, Int8Path path)
    {
        _accumulator = accumulator;
        _parameters = new AccumulateParameters(accumulator.WeightSums, bias);
        _level = path.Level();
    }

    /// <summary>output = Σ (input - inputZeroPoint) * weight + bias, wrapping like int32.</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <param name="input">Activations.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="output">Sums; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape.</exception>
    public void Run<TInput>(ReadOnlySpan<TInput> input, int inputZeroPoint, Span<int> output)
        where TInput : unmanaged
    {
        Int8Driver.CheckEightBits<TInput>(nameof(input));
        Int8Driver.Run(_accumulator, input, output, new AccumulateEpilogue(_parameters, typeof(TInput) == typeof(sbyte), inputZeroPoint, _level));
        GC.KeepAlive(_parameters);
    }
}
