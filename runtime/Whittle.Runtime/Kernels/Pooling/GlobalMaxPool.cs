using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX GlobalMaxPool on channels-last images.</summary>
public static class GlobalMaxPool
{
    /// <summary>Pools [batch, pixels, channels] to [batch, channels]; pixels = height · width.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(ReadOnlySpan<T> input, Span<T> output, int batch, int pixels, int channels)
        where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T> =>
        Run(input, output, batch, pixels, channels, Isa.Best);

    internal static void Run<T>(ReadOnlySpan<T> input, Span<T> output, int batch, int pixels, int channels, IsaLevel level)
        where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T> =>
        GlobalPool.Run<T, PoolMaximum<T>>(input, output, batch, pixels, channels, level);
}
