namespace Whittle.Onnx.Elements;

/// <summary>Sizes of element types, and the field of TensorProto in which each is stored when it is not raw.</summary>
internal static class ElementTypes
{
    public const int FloatData = 4;
    public const int Int32Data = 5;
    public const int StringData = 6;
    public const int Int64Data = 7;
    public const int DoubleData = 10;
    public const int UInt64Data = 11;

    public static bool IsKnown(OnnxElementType type) => type is > OnnxElementType.Undefined and <= OnnxElementType.Int2;

    /// <summary>Bits of one element; 0 for strings, which have no fixed size.</summary>
    public static int Bits(OnnxElementType type) => type switch
    {
        OnnxElementType.String or OnnxElementType.Undefined => 0,
        OnnxElementType.UInt2 or OnnxElementType.Int2 => 2,
        OnnxElementType.UInt4 or OnnxElementType.Int4 or OnnxElementType.Float4E2M1 => 4,
        OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => 16,
        OnnxElementType.Float or OnnxElementType.Int32 or OnnxElementType.UInt32 => 32,
        OnnxElementType.Double or OnnxElementType.Int64 or OnnxElementType.UInt64 or OnnxElementType.Complex64 => 64,
        OnnxElementType.Complex128 => 128,
        _ => 8,
    };

    public static int Field(OnnxElementType type) => type switch
    {
        OnnxElementType.Float or OnnxElementType.Complex64 => FloatData,
        OnnxElementType.Double or OnnxElementType.Complex128 => DoubleData,
        OnnxElementType.Int64 => Int64Data,
        OnnxElementType.UInt32 or OnnxElementType.UInt64 => UInt64Data,
        OnnxElementType.String => StringData,
        _ => Int32Data,
    };

    /// <summary>Bytes that one entry of the typed field becomes: complex numbers are two entries, types below 8 bits share an entry of one byte.</summary>
    public static int EntryBytes(OnnxElementType type) => type switch
    {
        OnnxElementType.Complex64 => 4,
        OnnxElementType.Complex128 => 8,
        _ => Math.Max(Bits(type) / 8, 1),
    };
}
