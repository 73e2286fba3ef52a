namespace Whittle.Runtime.Kernels;

/// <summary>What the inner loops of a depthwise layer need of one block of channels of one image.</summary>
internal unsafe struct DepthwiseBlock
{
    /// <summary>The image's first pixel, at the block's first channel.</summary>
    public byte* Input;

    /// <summary>The image's first output, at the block's first channel.</summary>
    public byte* Output;

    /// <summary>A row of the input's zero points, as long as a row of the input and a vector more.</summary>
    public byte* Border;

    /// <summary>The block's packed weights: steps of four vectors.</summary>
    public sbyte* Weights;

    /// <summary>Of the block's channels, with the zero point folded in.</summary>
    public int* Bias;

    /// <summary>The same for endings that are plain: <see cref="Quantization.RaisedSums"/>.</summary>
    public int* RaisedBias;

    public float* Multipliers;

    /// <summary>For endings that are plain.</summary>
    public float* Offsets;
}
