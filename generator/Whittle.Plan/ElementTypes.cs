namespace Whittle.Plan;

/// <summary>Facts about element types: their name in the plan, their C# type, their size.</summary>
public static class ElementTypes
{
    private static readonly Dictionary<string, ElementType> ByName =
        Enum.GetValues(typeof(ElementType)).Cast<ElementType>().ToDictionary(type => type.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly string[] Names = [.. ByName.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>Name in the plan and in messages: "float32", "uint8" …</summary>
    public static string Name(this ElementType type) => Names[(int)type];

    /// <summary>The C# keyword or type that holds one element ("float", "byte"); 4-bit types are held one per byte once decoded.</summary>
    public static string CSharp(this ElementType type) => type switch
    {
        ElementType.Float32 => "float",
        ElementType.Float16 => "global::System.Half",
        ElementType.Float64 => "double",
        ElementType.Int8 or ElementType.Int4 => "sbyte",
        ElementType.UInt8 or ElementType.UInt4 => "byte",
        ElementType.Int16 => "short",
        ElementType.UInt16 or ElementType.BFloat16 => "ushort",
        ElementType.Int32 => "int",
        ElementType.UInt32 => "uint",
        ElementType.Int64 => "long",
        ElementType.UInt64 => "ulong",
        ElementType.Bool => "bool",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no C# type"),
    };

    /// <summary>Bytes of one element in a buffer; 4-bit types take one byte once decoded.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 => 8,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 or ElementType.UInt16 => 2,
        ElementType.Int8 or ElementType.UInt8 or ElementType.Bool or ElementType.Int4 or ElementType.UInt4 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no size"),
    };

    public static bool IsFloat(this ElementType type) =>
        type is ElementType.Float32 or ElementType.Float16 or ElementType.Float64 or ElementType.BFloat16;

    /// <summary>Parses a name written by <see cref="Name"/>.</summary>
    public static bool TryParse(string name, out ElementType type) => ByName.TryGetValue(name, out type);
}
