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
    /// <param name="input">Activations.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="output">Sums; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TInput>(ReadOnlySpan<TInput> input, int inputZeroPoint, Span<int> output)
        where TInput : unmanaged
    {
        Int8Arguments.CheckEightBits<TInput>(nameof(input));
        Int8Arguments.Check(input.Length, _kernel.InputLength, nameof(input));
        Int8Arguments.Check(output.Length, _kernel.OutputLength, nameof(output));
        var signed = typeof(TInput) == typeof(sbyte);
        fixed (TInput* x = input)
        fixed (int* y = output)
        {
            _kernel.Run((byte*)x, signed, (byte*)y, new AccumulateEpilogue(_parameters, signed, inputZeroPoint));
        }

        GC.KeepAlive(_parameters);
    }
}
