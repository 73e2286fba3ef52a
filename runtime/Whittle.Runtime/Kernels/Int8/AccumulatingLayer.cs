using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output is the int32 sums (MatMulInteger, ConvInteger).</summary>
public abstract unsafe class AccumulatingLayer
{
    private readonly Int8Kernel<AccumulateEpilogue> _kernel;
    private readonly AccumulateParameters _parameters;

    internal AccumulatingLayer(Int8Kernel<AccumulateEpilogue> kernel, ReadOnlySpan<int> bias)
    {
        _kernel = kernel;
        _parameters = new AccumulateParameters(kernel.Channels, bias);
    }

    /// <summary>output = Σ (input - inputZeroPoint) * weight + bias, wrapping like int32.</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <param name="input">Activations of a sample, or of several that follow one another.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="output">Sums; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape, or the output is of another number of samples than the input.</exception>
    public void Run<TInput>(ReadOnlySpan<TInput> input, int inputZeroPoint, Span<int> output)
        where TInput : unmanaged
    {
        var signed = typeof(TInput) == typeof(sbyte);
        if (!signed && typeof(TInput) != typeof(byte))
        {
            throw Int8Arguments.NotEightBits(nameof(input), typeof(TInput));
        }

        fixed (TInput* x = input)
        fixed (int* y = output)
        {
            Run((byte*)x, input.Length, signed, inputZeroPoint, y, output.Length);
        }
    }

    // Not generic, so that it is compiled once, ahead of time where that is done, whatever the layer before.
    internal void Run(byte* input, int inputLength, bool signed, int inputZeroPoint, int* output, int outputLength)
    {
        var samples = Int8Arguments.Samples(inputLength, _kernel.InputLength, outputLength, _kernel.OutputLength);
        var epilogue = new AccumulateEpilogue(_parameters, signed, inputZeroPoint);
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
