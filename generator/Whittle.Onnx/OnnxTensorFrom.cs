using Whittle.Onnx.Elements;

namespace Whittle.Onnx;

/// <content>Tensors made from arrays. The values are copied; their number must be that of the shape.</content>
public sealed partial class OnnxTensor
{
    public static OnnxTensor FromFloats(string name, long[] dimensions, ReadOnlySpan<float> values) =>
        From(name, OnnxElementType.Float, dimensions, values);

    public static OnnxTensor FromDoubles(string name, long[] dimensions, ReadOnlySpan<double> values) =>
        From(name, OnnxElementType.Double, dimensions, values);

    public static OnnxTensor FromInt64s(string name, long[] dimensions, ReadOnlySpan<long> values) =>
        From(name, OnnxElementType.Int64, dimensions, values);

    public static OnnxTensor FromUInt64s(string name, long[] dimensions, ReadOnlySpan<ulong> values) =>
        From(name, OnnxElementType.UInt64, dimensions, values);

    public static OnnxTensor FromInt32s(string name, long[] dimensions, ReadOnlySpan<int> values) =>
        From(name, OnnxElementType.Int32, dimensions, values);

    public static OnnxTensor FromUInt32s(string name, long[] dimensions, ReadOnlySpan<uint> values) =>
        From(name, OnnxElementType.UInt32, dimensions, values);

    public static OnnxTensor FromInt16s(string name, long[] dimensions, ReadOnlySpan<short> values) =>
        From(name, OnnxElementType.Int16, dimensions, values);

    public static OnnxTensor FromUInt16s(string name, long[] dimensions, ReadOnlySpan<ushort> values) =>
        From(name, OnnxElementType.UInt16, dimensions, values);

    public static OnnxTensor FromSBytes(string name, long[] dimensions, ReadOnlySpan<sbyte> values) =>
        From(name, OnnxElementType.Int8, dimensions, values);

    public static OnnxTensor FromBytes(string name, long[] dimensions, ReadOnlySpan<byte> values) =>
        From(name, OnnxElementType.UInt8, dimensions, values);

    /// <summary>Elements of type Float16, given by their bits.</summary>
    public static OnnxTensor FromFloat16Bits(string name, long[] dimensions, ReadOnlySpan<ushort> values) =>
        From(name, OnnxElementType.Float16, dimensions, values);

    /// <summary>Elements of type BFloat16, given by their bits.</summary>
    public static OnnxTensor FromBFloat16Bits(string name, long[] dimensions, ReadOnlySpan<ushort> values) =>
        From(name, OnnxElementType.BFloat16, dimensions, values);

    public static OnnxTensor FromBools(string name, long[] dimensions, ReadOnlySpan<bool> values)
    {
        var bytes = new byte[values.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = values[i] ? (byte)1 : (byte)0;
        }

        return Checked(name, OnnxElementType.Bool, dimensions, bytes, values.Length);
    }

    /// <summary>Elements of type Int4; of each value the low four bits are kept.</summary>
    public static OnnxTensor FromInt4s(string name, long[] dimensions, ReadOnlySpan<sbyte> values) =>
        Checked(name, OnnxElementType.Int4, dimensions, BitPacking.Pack(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values), 4), values.Length);

    /// <summary>Elements of type UInt4; of each value the low four bits are kept.</summary>
    public static OnnxTensor FromUInt4s(string name, long[] dimensions, ReadOnlySpan<byte> values) =>
        Checked(name, OnnxElementType.UInt4, dimensions, BitPacking.Pack(values, 4), values.Length);

    public static OnnxTensor FromStrings(string name, long[] dimensions, string[] values)
    {
        var tensor = Checked(name, OnnxElementType.String, dimensions, [], values.Length);
        tensor.Strings = values;
        return tensor;
    }

    private static OnnxTensor From<T>(string name, OnnxElementType type, long[] dimensions, ReadOnlySpan<T> values)
        where T : unmanaged =>
        Checked(name, type, dimensions, LittleEndian.Block(values), values.Length);

    private static OnnxTensor Checked(string name, OnnxElementType type, long[] dimensions, byte[] data, int count)
    {
        if (TensorShape.Elements(name, dimensions) != count)
        {
            throw new ArgumentException($"The shape {TensorShape.Text(dimensions)} of '{name}' does not have {count} elements.", nameof(dimensions));
        }

        return new OnnxTensor { Name = name, ElementType = type, Dimensions = dimensions, Data = data };
    }
}
