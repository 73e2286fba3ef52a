using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output has eight bits again.</summary>
public abstract unsafe class RequantizingLayer
{
    private readonly Int8Kernel<RequantizeEpilogue> _kernel;
    private readonly RequantizeParameters _parameters;
    private readonly RequantizeEpilogue _ofSigned;
    private readonly RequantizeEpilogue _ofUnsigned;

    internal RequantizingLayer(
        Int8Kernel<RequantizeEpilogue> kernel,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum)
    {
        _kernel = kernel;
        _parameters = new RequantizeParameters(kernel.Channels, kernel.Depth, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum);
        _ofSigned = new RequantizeEpilogue(_parameters, signedInput: true);
        _ofUnsigned = new RequantizeEpilogue(_parameters, signedInput: false);
    }

    /// <summary>output = nearest-even(clamp(float(Σ (input - inputZeroPoint) * weight + bias) * multiplier, minimum - zp, maximum - zp)) + zp,
    /// zp being the output's zero point.</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <typeparam name="TOutput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <param name="input">Activations of a sample, or of several that follow one another.</param>
    /// <param name="output">Activations of the next layer; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape, or the output is of another number of samples than the input.</exception>
    public void Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        var signed = typeof(TInput) == typeof(sbyte);
        if (!signed && typeof(TInput) != typeof(byte))
        {
            throw Int8Arguments.NotEightBits(nameof(input), typeof(TInput));
        }

        if (typeof(TOutput) != typeof(byte) && typeof(TOutput) != typeof(sbyte))
        {
            throw Int8Arguments.NotEightBits(nameof(output), typeof(TOutput));
        }

        fixed (TInput* x = input)
        fixed (TOutput* y = output)
        {
            Run((byte*)x, input.Length, signed, (byte*)y, output.Length);
        }
    }

    // Not generic, so that it is compiled once, ahead of time where that is done, whatever the layers before and behind.
    internal void Run(byte* input, int inputLength, bool signed, byte* output, int outputLength)
    {
        var samples = Int8Arguments.Samples(inputLength, _kernel.InputLength, outputLength, _kernel.OutputLength);
        ref readonly var epilogue = ref signed ? ref _ofSigned : ref _ofUnsigned;
        if (samples == 1)
        {
            _kernel.Run(input, signed, output, in epilogue);
        }
        else
        {
            _kernel.RunMany(input, signed, samples, output, in epilogue);
        }

        GC.KeepAlive(_parameters);
    }
}
