using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output is float: the activations' scale and zero point may have been computed just before it runs.</summary>
public abstract unsafe class DynamicLayer
{
    private readonly Int8Kernel<DynamicEpilogue> _kernel;
    private readonly DynamicParameters _parameters;

    internal DynamicLayer(
        Int8Kernel<DynamicEpilogue> kernel,
        ReadOnlySpan<float> weightScales,
        ReadOnlySpan<int> sumBias,
        ReadOnlySpan<float> bias,
        float minimum,
        float maximum)
    {
        _kernel = kernel;
        _parameters = new DynamicParameters(kernel.Channels, weightScales, sumBias, bias, minimum, maximum);
    }

    /// <summary>output = clamp(float(Σ (input - inputZeroPoint) * weight + sumBias) * (inputScale * weightScale) + bias, minimum, maximum).</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <param name="input">Activations of a sample, or of several that follow one another.</param>
    /// <param name="inputScale">What a step of the input stands for.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="output">Result; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape, or the output is of another number of samples than the input.</exception>
    public void Run<TInput>(ReadOnlySpan<TInput> input, float inputScale, int inputZeroPoint, Span<float> output)
        where TInput : unmanaged
    {
        var signed = typeof(TInput) == typeof(sbyte);
        if (!signed && typeof(TInput) != typeof(byte))
        {
            throw Int8Arguments.NotEightBits(nameof(input), typeof(TInput));
        }

        fixed (TInput* x = input)
        fixed (float* y = output)
        {
            Run((byte*)x, input.Length, signed, inputScale, inputZeroPoint, y, output.Length);
        }
    }

    // Not generic, so that it is compiled once, ahead of time where that is done, whatever the layer before.
    internal void Run(byte* input, int inputLength, bool signed, float inputScale, int inputZeroPoint, float* output, int outputLength)
    {
        var samples = Int8Arguments.Samples(inputLength, _kernel.InputLength, outputLength, _kernel.OutputLength);
        var epilogue = new DynamicEpilogue(_parameters, signed, inputScale, inputZeroPoint);
        if (samples == 1)
        {
            _kernel.Run(input, signed, (byte*)output, in epilogue);
        }
        else
        {
            _kernel.RunMany(input, signed, samples, (byte*)output, in epilogue);
        }

        GC.KeepAlive(_parameters);
    }
}
