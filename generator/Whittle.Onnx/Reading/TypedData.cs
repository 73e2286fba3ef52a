using Whittle.Onnx.Elements;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

/// <summary>Brings float_data, int32_data and their kin into the form of raw data.</summary>
internal static class TypedData
{
    /// <summary>The second pass over a TensorProto; the first one has counted that the field's values make <paramref name="bytes"/> bytes.</summary>
    public static ReadOnlyMemory<byte> Read(ProtoReader reader, int field, OnnxElementType type, int bytes)
    {
        var isFixed = field is ElementTypes.FloatData or ElementTypes.DoubleData;
        var element = field switch
        {
            ElementTypes.FloatData => WireType.Fixed32,
            ElementTypes.DoubleData => WireType.Fixed64,
            _ => WireType.Varint,
        };
        byte[]? block = null;
        var filled = 0;
        while (filled < bytes && reader.Next())
        {
            if (reader.Field != field)
            {
                reader.Skip();
                continue;
            }

            var numbers = reader.Numbers(element);
            if (isFixed && numbers.All.Length == bytes)
            {
                // Packed floats are already the little-endian block that raw data would be: a window is enough.
                return numbers.All;
            }

            block ??= new byte[bytes];
            filled = isFixed ? Copy(numbers, block, filled) : Decode(numbers, block, filled, ElementTypes.EntryBytes(type));
        }

        return block ?? ReadOnlyMemory<byte>.Empty;
    }

    private static int Copy(ProtoReader numbers, byte[] block, int filled)
    {
        numbers.All.Span.CopyTo(block.AsSpan(filled));
        return filled + numbers.All.Length;
    }

    /// <summary>Keeps the low bytes of every varint: int32_data holds the bits of 8- and 16-bit types.</summary>
    private static int Decode(ProtoReader numbers, byte[] block, int filled, int entryBytes)
    {
        while (!numbers.AtEnd)
        {
            var value = numbers.Varint();
            for (var i = 0; i < entryBytes; i++)
            {
                block[filled++] = (byte)(value >> (8 * i));
            }
        }

        return filled;
    }
}
