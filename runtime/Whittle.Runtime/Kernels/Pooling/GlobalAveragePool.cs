namespace Whittle.Runtime.Kernels;

/// <summary>ONNX GlobalAveragePool on channels-last images.</summary>
public static class GlobalAveragePool
{
    /// <summary>Pools [batch, pixels, channels] to [batch, channels]; pixels = height · width.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run(ReadOnlySpan<float> input, Span<float> output, int batch, int pixels, int channels) =>
        Run(input, output, batch, pixels, channels, Isa.Best);

    internal static void Run(ReadOnlySpan<float> input, Span<float> output, int batch, int pixels, int channels, IsaLevel level) =>
        GlobalPool.Run<float, PoolAverage>(input, output, batch, pixels, channels, level);
}
