using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Packed weights of a layer and the loops that multiply them and end the sums.</summary>
/// <typeparam name="TEpilogue">What becomes of the sums; a struct, so that it is compiled into the tiles.</typeparam>
internal abstract unsafe class Int8Kernel<TEpilogue>(Int8Geometry geometry, Int8Channels channels)
    where TEpilogue : struct, IInt8Epilogue
{
    public Int8Channels Channels => channels;

    /// <summary>Elements of the input.</summary>
    public int InputLength { get; } = geometry.InputLength;

    /// <summary>Elements of the output.</summary>
    public int OutputLength { get; } = checked(geometry.Positions * geometry.Outputs);

    /// <summary>Number of products in a sum.</summary>
    public int Depth => geometry.Depth;

    protected Int8Geometry Geometry => geometry;

    /// <summary>Bytes from the outputs of a position to the next one's.</summary>
    protected nint OutputStride { get; } = (nint)geometry.Outputs * TEpilogue.OutputBytes;

    /// <summary>Computes the whole output from the whole input.</summary>
    /// <param name="input">Activations.</param>
    /// <param name="signed">Whether they are signed: then they count 128 more than they are, as the instructions want them unsigned.</param>
    /// <param name="output">Where the epilogue writes.</param>
    /// <param name="epilogue">The ending, with the layer's parameters.</param>
    public abstract void Run(byte* input, bool signed, byte* output, in TEpilogue epilogue);

    /// <summary>The same for several samples, one after the other. Kernels that can use a weight for several samples do.</summary>
    public virtual void RunMany(byte* input, bool signed, int samples, byte* output, in TEpilogue epilogue)
    {
        for (nint i = 0; i < samples; i++)
        {
            Run(input + (i * InputLength), signed, output + (i * OutputLength * TEpilogue.OutputBytes), in epilogue);
        }
    }
}
