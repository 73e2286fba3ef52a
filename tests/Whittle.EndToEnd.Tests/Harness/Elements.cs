using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>Element types as arrays.</summary>
internal static class Elements
{
    public static Array NewArray(ElementType type, int length) => type switch
    {
        ElementType.Float32 => new float[length],
        ElementType.Float64 => new double[length],
        ElementType.Float16 => new Half[length],
        ElementType.Int8 => new sbyte[length],
        ElementType.UInt8 => new byte[length],
        ElementType.Int16 => new short[length],
        ElementType.UInt16 => new ushort[length],
        ElementType.Int32 => new int[length],
        ElementType.UInt32 => new uint[length],
        ElementType.Int64 => new long[length],
        ElementType.UInt64 => new ulong[length],
        ElementType.Bool => new bool[length],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no array"),
    };

    /// <summary>The memory of an array.</summary>
    public static Span<byte> Bytes(Array array) => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length * Size(array));

    /// <summary>Bytes of one element. The runtime's type is asked, for a byte[] passes for an sbyte[] in a pattern.</summary>
    public static int Size(Array array) => Type.GetTypeCode(array.GetType().GetElementType()) switch
    {
        TypeCode.Double or TypeCode.Int64 or TypeCode.UInt64 => 8,
        TypeCode.Single or TypeCode.Int32 or TypeCode.UInt32 => 4,
        TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Byte or TypeCode.SByte or TypeCode.Boolean => 1,
        _ => Unsafe.SizeOf<Half>(),
    };

    /// <summary>The elements as they are stored in an ONNX tensor.</summary>
    public static Array FromTensor(OnnxTensor tensor) => tensor.ElementType switch
    {
        OnnxElementType.Float => tensor.ToFloats(),
        OnnxElementType.Double => tensor.ToDoubles(),
        OnnxElementType.Int64 => tensor.ToInt64s(),
        OnnxElementType.Int32 => Array.ConvertAll(tensor.ToInt64s(), value => (int)value),
        OnnxElementType.UInt8 => Array.ConvertAll(tensor.ToInt64s(), value => (byte)value),
        OnnxElementType.Int8 => Array.ConvertAll(tensor.ToInt64s(), value => (sbyte)value),
        OnnxElementType.Bool => Array.ConvertAll(tensor.ToInt64s(), value => value != 0),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor.ElementType, "no array"),
    };

    /// <summary>The ONNX type of a C# type.</summary>
    public static OnnxElementType Onnx<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Single => OnnxElementType.Float,
        TypeCode.Double => OnnxElementType.Double,
        TypeCode.SByte => OnnxElementType.Int8,
        TypeCode.Byte => OnnxElementType.UInt8,
        TypeCode.Int16 => OnnxElementType.Int16,
        TypeCode.UInt16 => OnnxElementType.UInt16,
        TypeCode.Int32 => OnnxElementType.Int32,
        TypeCode.UInt32 => OnnxElementType.UInt32,
        TypeCode.Int64 => OnnxElementType.Int64,
        TypeCode.UInt64 => OnnxElementType.UInt64,
        TypeCode.Boolean => OnnxElementType.Bool,
        _ => typeof(T) == typeof(Half) ? OnnxElementType.Float16 : throw new NotSupportedException(typeof(T).Name),
    };
}
