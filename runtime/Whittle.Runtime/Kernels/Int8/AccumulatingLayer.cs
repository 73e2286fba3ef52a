using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output is the int32 sums (MatMulInteger, ConvInteger).</summary>
public abstract unsafe class AccumulatingLayer
{
    private readonly Int8Kernel<AccumulateEpilogue> _kernel;
    private readonly AccumulateParameters _parameters;

    private protected AccumulatingLayer(Int8Kernel<AccumulateEpilogue> kernel, ReadOnlySpan<int> bias)
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TInput>(ReadOnlySpan<TInput> input, int inputZeroPoint, Span<int> output)
        where TInput : unmanaged
    {
        Int8Arguments.CheckEightBits<TInput>(nameof(input));
        var samples = Int8Arguments.Samples(input.Length, _kernel.InputLength, output.Length, _kernel.OutputLength);
        var signed = typeof(TInput) == typeof(sbyte);
        fixed (TInput* x = input)
        fixed (int* y = output)
        {
            var epilogue = new AccumulateEpilogue(_parameters, signed, inputZeroPoint);
            if (samples == 1)
            {
                _kernel.Run((byte*)x, signed, (byte*)y, in epilogue);
            }
            else
            {
                _kernel.RunMany((byte*)x, signed, samples, (byte*)y, in epilogue);
            }
        }

        GC.KeepAlive(_parameters);
    }
}
