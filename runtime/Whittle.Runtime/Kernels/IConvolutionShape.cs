namespace Whittle.Runtime.Kernels;

/// <summary>Shape of a two-dimensional convolution as constants that the JIT sees; generated code declares one struct per distinct convolution.</summary>
/// <remarks>Images are channels-last: input [Batch, InputHeight, InputWidth, Groups * ChannelsPerGroup]; output
/// [Batch, OutputHeight, OutputWidth, OutputChannels]. Planar convolutions alone read [Batch, ChannelsPerGroup, InputHeight, InputWidth]. One-dimensional convolutions have height 1.</remarks>
public interface IConvolutionShape
{
    static abstract int Batch { get; }

    static abstract int InputHeight { get; }

    static abstract int InputWidth { get; }

    static abstract int Groups { get; }

    /// <summary>Input channels of one group.</summary>
    static abstract int ChannelsPerGroup { get; }

    static abstract int OutputChannels { get; }

    static abstract int KernelHeight { get; }

    static abstract int KernelWidth { get; }

    static abstract int StrideHeight { get; }

    static abstract int StrideWidth { get; }

    static abstract int DilationHeight { get; }

    static abstract int DilationWidth { get; }

    static abstract int OutputHeight { get; }

    static abstract int OutputWidth { get; }

    /// <summary>Rows of zero points above the image that are not in memory. Only depthwise and planar layers that requantize take borders; all others want padded images.</summary>
    static virtual int PadTop => 0;

    static virtual int PadLeft => 0;

    static virtual int PadBottom => 0;

    static virtual int PadRight => 0;
}
