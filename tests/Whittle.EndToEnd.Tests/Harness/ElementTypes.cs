using Whittle.Onnx;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>C# types as ONNX names them.</summary>
internal static class ElementTypes
{
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
