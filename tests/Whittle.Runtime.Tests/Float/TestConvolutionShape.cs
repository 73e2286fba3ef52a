using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Float;

/// <summary>A convolution as data; pixels that the last window does not reach are allowed.</summary>
internal sealed record ConvolutionCase(
    int Batch,
    int InputHeight,
    int InputWidth,
    int Groups,
    int ChannelsPerGroup,
    int OutputChannels,
    (int Height, int Width) Kernel,
    (int Height, int Width) Stride,
    (int Height, int Width) Dilation)
{
    public int OutputHeight => ((InputHeight - ((Kernel.Height - 1) * Dilation.Height) - 1) / Stride.Height) + 1;

    public int OutputWidth => ((InputWidth - ((Kernel.Width - 1) * Dilation.Width) - 1) / Stride.Width) + 1;

    public int Channels => Groups * ChannelsPerGroup;

    public int InputLength => Batch * InputHeight * InputWidth * Channels;

    public int OutputLength => Batch * OutputHeight * OutputWidth * OutputChannels;

    public int WeightLength => OutputChannels * Kernel.Height * Kernel.Width * ChannelsPerGroup;

    /// <summary>A random case whose image holds at least one window; depthwise if <paramref name="depthwise"/>.</summary>
    public static ConvolutionCase Random(Random random, bool depthwise)
    {
        (int, int) kernel = (random.Next(1, 5), random.Next(1, 5)), stride = (random.Next(1, 4), random.Next(1, 4));
        var dilation = (random.Next(1, 3), random.Next(1, 3));
        if (random.Next(4) == 0)
        {
            kernel = (1, 1);
            stride = random.Next(2) == 0 ? (1, 1) : stride;
        }

        var groups = depthwise ? random.Next(1, 41) : random.Next(3) == 0 ? random.Next(2, 5) : 1;
        var height = random.Next(4) == 0 ? 1 : ((kernel.Item1 - 1) * dilation.Item1) + random.Next(1, 18);
        kernel = height == 1 ? (1, kernel.Item2) : kernel;
        return new(
            random.Next(1, 4), height, ((kernel.Item2 - 1) * dilation.Item2) + random.Next(1, 30), groups, depthwise ? 1 : random.Next(1, 8),
            depthwise ? groups : groups * random.Next(1, groups == 1 ? 70 : 20), kernel, stride, dilation);
    }

    /// <summary>The exact result by the definition.</summary>
    public FloatValues.Expected Compute(ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> bias)
    {
        var expected = FloatValues.Expected.Of(OutputLength);
        for (var i = 0; i < OutputLength; i++)
        {
            int oc = i % OutputChannels, ox = i / OutputChannels % OutputWidth, oy = i / OutputChannels / OutputWidth % OutputHeight;
            var image = i / OutputChannels / OutputWidth / OutputHeight;
            expected.Add(i, bias.IsEmpty ? 0 : bias[oc]);
            for (var t = 0; t < Kernel.Height * Kernel.Width * ChannelsPerGroup; t++)
            {
                int c = t % ChannelsPerGroup, kx = t / ChannelsPerGroup % Kernel.Width, ky = t / ChannelsPerGroup / Kernel.Width;
                int iy = (oy * Stride.Height) + (ky * Dilation.Height), ix = (ox * Stride.Width) + (kx * Dilation.Width);
                var channel = (oc / (OutputChannels / Groups) * ChannelsPerGroup) + c;
                expected.Add(i, (double)x[(((((image * InputHeight) + iy) * InputWidth) + ix) * Channels) + channel]
                    * w[(oc * Kernel.Height * Kernel.Width * ChannelsPerGroup) + t]);
            }
        }

        return expected;
    }
}

/// <summary>The case that a test set last on its thread, as a shape.</summary>
internal readonly struct TestConvolutionShape : IConvolutionShape
{
    [ThreadStatic]
    private static ConvolutionCase? s_case;

    public static int Batch => s_case!.Batch;

    public static int InputHeight => s_case!.InputHeight;

    public static int InputWidth => s_case!.InputWidth;

    public static int Groups => s_case!.Groups;

    public static int ChannelsPerGroup => s_case!.ChannelsPerGroup;

    public static int OutputChannels => s_case!.OutputChannels;

    public static int KernelHeight => s_case!.Kernel.Height;

    public static int KernelWidth => s_case!.Kernel.Width;

    public static int StrideHeight => s_case!.Stride.Height;

    public static int StrideWidth => s_case!.Stride.Width;

    public static int DilationHeight => s_case!.Dilation.Height;

    public static int DilationWidth => s_case!.Dilation.Width;

    public static int OutputHeight => s_case!.OutputHeight;

    public static int OutputWidth => s_case!.OutputWidth;

    public static void Set(ConvolutionCase value) => s_case = value;
}
