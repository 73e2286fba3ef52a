namespace Whittle.Onnx;

/// <summary>A constant tensor (onnx.proto: TensorProto), its elements always as one little-endian, row-major block.</summary>
/// <remarks>
/// When the file stores raw_data, <see cref="Data"/> is a window into the file's own bytes (no copy). Typed fields (float_data, int32_data …) and
/// external data are brought into the same form by the reader. 4-bit types hold two elements a byte (2-bit types four), the first in the lowest bits;
/// bool and 8-bit
/// types one byte an element.
/// Strings are kept in <see cref="Strings"/>.
/// </remarks>
public sealed partial class OnnxTensor
{
    public string Name { get; set; } = "";

    public OnnxElementType ElementType { get; set; }

    public long[] Dimensions { get; set; } = [];

    public ReadOnlyMemory<byte> Data { get; set; }

    public string[] Strings { get; set; } = [];

    /// <summary>Number of elements: the product of <see cref="Dimensions"/>, 1 for a scalar.</summary>
    public long Length
    {
        get
        {
            long length = 1;
            foreach (var dimension in Dimensions)
            {
                length = checked(length * dimension);
            }

            return length;
        }
    }
}
