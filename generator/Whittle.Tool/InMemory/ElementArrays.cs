using System.Runtime.InteropServices;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Tool.InMemory;

/// <summary>Arrays of the C# types that generated classes take.</summary>
internal static class ElementArrays
{
    public static Array New(ElementType type, int length) => type switch
    {
        ElementType.Float32 => new float[length],
        ElementType.Float64 => new double[length],
        ElementType.Float16 => new Half[length],
        ElementType.Int8 or ElementType.Int4 => new sbyte[length],
        ElementType.UInt8 or ElementType.UInt4 => new byte[length],
        ElementType.Int16 => new short[length],
        ElementType.UInt16 or ElementType.BFloat16 => new ushort[length],
        ElementType.Int32 => new int[length],
        ElementType.UInt32 => new uint[length],
        ElementType.Int64 => new long[length],
        ElementType.UInt64 => new ulong[length],
        ElementType.Bool => new bool[length],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no array holds it"),
    };

    /// <summary>The memory of an array.</summary>
    public static Span<byte> Bytes(Array array)
    {
        var length = array is Half[] ? array.Length * sizeof(ushort) : Buffer.ByteLength(array);
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), length);
    }

    /// <summary>The elements of an ONNX tensor in an array of a port's type; 4-bit types get a byte each.</summary>
    public static Array FromTensor(OnnxTensor tensor, ElementType type)
    {
        var array = New(type, checked((int)tensor.Length));
        if (type is ElementType.Int4 or ElementType.UInt4)
        {
            var values = tensor.ToInt64s();
            for (var i = 0; i < values.Length; i++)
            {
                Bytes(array)[i] = unchecked((byte)values[i]);
            }

            return array;
        }

        tensor.Data.Span.CopyTo(Bytes(array));
        return array;
    }

    /// <summary>The elements of an array of floats of any width.</summary>
    public static double[] ToDoubles(Array array, ElementType type) => type switch
    {
        ElementType.Float32 => Array.ConvertAll((float[])array, value => (double)value),
        ElementType.Float16 => Array.ConvertAll((Half[])array, value => (double)value),
        ElementType.BFloat16 => Array.ConvertAll((ushort[])array, bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16)),
        _ => (double[])array,
    };
}
