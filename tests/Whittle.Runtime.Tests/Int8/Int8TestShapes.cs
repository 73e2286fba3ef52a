using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Int8;

/// <summary>A fully connected shape that a test sets before it builds a layer; each test class has its own copy.</summary>
internal readonly struct FullyConnectedTestShape<TOwner> : IFullyConnectedShape
{
    public static int Rows { get; set; }

    public static int Inputs { get; set; }

    public static int Outputs { get; set; }
}

/// <summary>A convolution's sizes; the input is as large as the outputs need, plus <paramref name="Excess"/> unused rows and columns.</summary>
internal sealed record ConvolutionSizes(
    int Batch, int Groups, int Channels, int Outputs, int OutputHeight, int OutputWidth, int KernelHeight, int KernelWidth, int Stride, int Dilation, int Excess)
{
    public int InputHeight => ((OutputHeight - 1) * Stride) + ((KernelHeight - 1) * Dilation) + 1 + (OutputHeight == 1 ? 0 : Excess);

    public int InputWidth => ((OutputWidth - 1) * Stride) + ((KernelWidth - 1) * Dilation) + 1 + Excess;

    public int Depth => KernelHeight * KernelWidth * Channels;

    public int InputLength => Batch * InputHeight * InputWidth * Groups * Channels;

    public int OutputLength => Batch * OutputHeight * OutputWidth * Outputs;
}

/// <summary>A convolution shape that a test sets before it builds a layer; each test class has its own copy.</summary>
internal readonly struct ConvolutionTestShape<TOwner> : IConvolutionShape
{
    public static ConvolutionSizes Sizes { get; set; } = new(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0);

    public static int Batch => Sizes.Batch;

    public static int InputHeight => Sizes.InputHeight;

    public static int InputWidth => Sizes.InputWidth;

    public static int Groups => Sizes.Groups;

    public static int ChannelsPerGroup => Sizes.Channels;

    public static int OutputChannels => Sizes.Outputs;

    public static int KernelHeight => Sizes.KernelHeight;

    public static int KernelWidth => Sizes.KernelWidth;

    public static int StrideHeight => Sizes.Stride;

    public static int StrideWidth => Sizes.Stride;

    public static int DilationHeight => Sizes.Dilation;

    public static int DilationWidth => Sizes.Dilation;

    public static int OutputHeight => Sizes.OutputHeight;

    public static int OutputWidth => Sizes.OutputWidth;
}
