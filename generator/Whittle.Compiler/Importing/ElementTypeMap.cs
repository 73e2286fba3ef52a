using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler.Importing;

/// <summary>ONNX element types as the compiler's.</summary>
public static class ElementTypeMap
{
    /// <summary>The element type, or null when this version has none for it (strings, complex numbers, 8-bit floats).</summary>
    public static ElementType? FromOnnx(OnnxElementType type) => type switch
    {
        OnnxElementType.Float => ElementType.Float32,
        OnnxElementType.Float16 => ElementType.Float16,
        OnnxElementType.BFloat16 => ElementType.BFloat16,
        OnnxElementType.Double => ElementType.Float64,
        OnnxElementType.Int8 => ElementType.Int8,
        OnnxElementType.UInt8 => ElementType.UInt8,
        OnnxElementType.Int16 => ElementType.Int16,
        OnnxElementType.UInt16 => ElementType.UInt16,
        OnnxElementType.Int32 => ElementType.Int32,
        OnnxElementType.UInt32 => ElementType.UInt32,
        OnnxElementType.Int64 => ElementType.Int64,
        OnnxElementType.UInt64 => ElementType.UInt64,
        OnnxElementType.Bool => ElementType.Bool,
        OnnxElementType.Int4 => ElementType.Int4,
        OnnxElementType.UInt4 => ElementType.UInt4,
        _ => null,
    };

    /// <summary>The ONNX type of an element type.</summary>
    public static OnnxElementType ToOnnx(ElementType type) =>
        Enum.GetValues(typeof(OnnxElementType)).Cast<OnnxElementType>().First(onnx => FromOnnx(onnx) == type);
}
