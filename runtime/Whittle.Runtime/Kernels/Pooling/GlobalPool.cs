using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>Pools all pixels of an image [pixels, channels] into one.</summary>
/// <remarks>Few channels would leave lanes idle, so neighbouring pixels are taken together as one with more channels, and folded at the end.</remarks>
internal static unsafe class GlobalPool
{
    // Lanes to aim for: four of the widest float vectors, one of bytes.
    private const int Lanes = 64;

    public static void Run<T, TOperation>(ReadOnlySpan<T> input, Span<T> output, int batch, int pixels, int channels, IsaLevel level)
        where T : unmanaged
        where TOperation : struct, IPoolOperation<T>
    {
        Lengths.Exactly(batch * pixels * channels, input.Length, nameof(input));
        Lengths.Exactly(batch * channels, output.Length, nameof(output));
        fixed (T* x = input, y = output)
        {
            for (var image = 0; image < batch; image++)
            {
                RunImage<T, TOperation>(x + ((long)image * pixels * channels), y + (image * channels), pixels, channels, level);
            }
        }
    }

    private static void RunImage<T, TOperation>(T* input, T* output, int pixels, int channels, IsaLevel level)
        where T : unmanaged
        where TOperation : struct, IPoolOperation<T>
    {
        var together = Math.Min(pixels, Lanes / Math.Max(1, channels));
        if (together <= 1 || level == IsaLevel.Scalar)
        {
            PoolRun<T, TOperation>.Run(input, output, channels, 1, 0, new PoolWindow(pixels, channels, 1, 0, pixels), level);
            return;
        }

        var folded = stackalloc T[Lanes];
        var groups = pixels / together;
        var lanes = together * channels;
        PoolRun<T, TOperation>.Run(input, folded, lanes, 1, 0, new PoolWindow(groups, lanes, 1, 0, 1), level);
        for (var channel = 0; channel < channels; channel++)
        {
            var sum = TOperation.Start;
            for (var lane = channel; lane < lanes; lane += channels)
            {
                sum = TOperation.Combine(sum, folded[lane]);
            }

            for (var pixel = groups * together; pixel < pixels; pixel++)
            {
                sum = TOperation.Combine(sum, input[((long)pixel * channels) + channel]);
            }

            output[channel] = TOperation.Finish(sum, pixels);
        }
    }
}
