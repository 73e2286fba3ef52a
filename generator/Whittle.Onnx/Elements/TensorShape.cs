using System.Globalization;

namespace Whittle.Onnx.Elements;

/// <summary>Counts elements and bytes of a tensor, without trust in what the file says.</summary>
internal static class TensorShape
{
    public static long Elements(string name, long[] dimensions)
    {
        long count = 1;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0)
            {
                throw TensorErrors.Negative(name, dimensions);
            }

            if (dimension > 1 && count > long.MaxValue / dimension)
            {
                throw TensorErrors.TooLarge(name, dimensions);
            }

            count *= dimension;
        }

        return count;
    }

    /// <summary>Bytes of the block that holds these elements; what does not fit in one array, packed or unpacked, is refused.</summary>
    public static int Bytes(string name, OnnxElementType type, long[] dimensions)
    {
        const int longestArray = 0x7FFFFFC7;
        var count = Elements(name, dimensions);
        var bits = ElementTypes.Bits(type);
        if (bits > 0 && count > (longestArray * 8L) / Math.Max(bits, 8))
        {
            throw TensorErrors.TooLarge(name, dimensions);
        }

        return (int)(((count * bits) + 7) / 8);
    }

    /// <summary>Bytes of the block, after checking that the tensor's data has that length.</summary>
    public static int Check(OnnxTensor tensor)
    {
        if (!ElementTypes.IsKnown(tensor.ElementType))
        {
            throw TensorErrors.UnknownType(tensor.Name, (int)tensor.ElementType);
        }

        if (tensor.ElementType == OnnxElementType.String)
        {
            var count = Elements(tensor.Name, tensor.Dimensions);
            return count == tensor.Strings.Length ? 0 : throw TensorErrors.WrongCount(tensor, tensor.Strings.Length, count);
        }

        var bytes = Bytes(tensor.Name, tensor.ElementType, tensor.Dimensions);
        return bytes == tensor.Data.Length ? bytes : throw TensorErrors.WrongLength(tensor, tensor.Data.Length, bytes);
    }

    public static string Text(long[] dimensions)
    {
        var parts = new string[Math.Min(dimensions.Length, 16)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = dimensions[i].ToString(CultureInfo.InvariantCulture);
        }

        return "[" + string.Join(", ", parts) + (dimensions.Length > parts.Length ? ", …]" : "]");
    }
}
