using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output has eight bits again, to which a residual is added.</summary>
public abstract unsafe class AddingLayer
{
    private readonly Int8Kernel<AddEpilogue> _kernel;
    private readonly RequantizeParameters _parameters;
    private readonly RequantizeEpilogue _ofSigned;
    private readonly RequantizeEpilogue _ofUnsigned;
    private readonly ResidualSum _sum;

    private protected AddingLayer(
        Int8Kernel<AddEpilogue> kernel,
        ReadOnlySpan<int> bias,
        int inputZeroPoint,
        ReadOnlySpan<float> multipliers,
        int outputZeroPoint,
        int minimum,
        int maximum,
        ResidualSum sum)
    {
        _kernel = kernel;
        _parameters = new RequantizeParameters(kernel.Channels, kernel.Depth, bias, inputZeroPoint, multipliers, outputZeroPoint, minimum, maximum);
        _ofSigned = new RequantizeEpilogue(_parameters, signedInput: true);
        _ofUnsigned = new RequantizeEpilogue(_parameters, signedInput: false);
        _sum = sum;
    }

    /// <summary>output = QLinearAdd of residual and y, y = nearest-even(clamp(float(Σ (input - inputZeroPoint) * weight + bias) * multiplier, minimum - zp,
    /// maximum - zp)) + zp, zp being y's zero point.</summary>
    /// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <typeparam name="TOutput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
    /// <param name="input">Activations of a sample, or of several that follow one another.</param>
    /// <param name="residual">As many elements as the output.</param>
    /// <param name="output">The sum; must overlap neither the input nor the residual, as tiles may compute an output twice.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape, or the operands are of other numbers of samples.</exception>
    public void Run<TInput, TOutput>(ReadOnlySpan<TInput> input, ReadOnlySpan<TOutput> residual, Span<TOutput> output)
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

        if (residual.Length != output.Length)
        {
            throw new ArgumentException($"{residual.Length} elements were given, {output.Length} are needed.", nameof(residual));
        }

        fixed (TInput* x = input)
        fixed (TOutput* r = residual)
        fixed (TOutput* y = output)
        {
            Run((byte*)x, input.Length, signed, (byte*)r, typeof(TOutput) == typeof(sbyte), (byte*)y, output.Length);
        }
    }

    // Not generic, so that it is compiled once, whatever the layers before and behind.
    private void Run(byte* input, int inputLength, bool signed, byte* residual, bool signedOutput, byte* output, int outputLength)
    {
        var samples = Int8Arguments.Samples(inputLength, _kernel.InputLength, outputLength, _kernel.OutputLength);
        var epilogue = new AddEpilogue(
            signed ? _ofSigned : _ofUnsigned, _sum.Operation, _sum.ResidualIsLeft, (nint)(residual - output), signedOutput);
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
