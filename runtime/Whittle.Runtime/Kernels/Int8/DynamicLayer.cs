using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>An int8 layer whose output is float: the activations' scale and zero point may have been computed just before it runs.</summary>
public abstract unsafe class DynamicLayer
{
    private readonly Int8Kernel<DynamicEpilogue> _kernel;
    private readonly DynamicParameters _parameters;

    private protected DynamicLayer(
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
    /// <param name="input">Activations.</param>
    /// <param name="inputScale">What a step of the input stands for.</param>
    /// <param name="inputZeroPoint">What a zero looks like in the input.</param>
    /// <param name="output">Result; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit the layer's shape.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TInput>(ReadOnlySpan<TInput> input, float inputScale, int inputZeroPoint, Span<float> output)
        where TInput : unmanaged
    {
        Int8Arguments.CheckEightBits<TInput>(nameof(input));
        Int8Arguments.Check(input.Length, _kernel.InputLength, nameof(input));
        Int8Arguments.Check(output.Length, _kernel.OutputLength, nameof(output));
        var signed = typeof(TInput) == typeof(sbyte);
        fixed (TInput* x = input)
        fixed (float* y = output)
        {
            _kernel.Run((byte*)x, signed, (byte*)y, new DynamicEpilogue(_parameters, signed, inputScale, inputZeroPoint));
        }

        GC.KeepAlive(_parameters);
    }
}
