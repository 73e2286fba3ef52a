namespace Whittle.Onnx;

/// <summary>Name and type of a graph input, output or inner value (onnx.proto: ValueInfoProto).</summary>
public sealed class OnnxValueInfo
{
    public string Name { get; set; } = "";

    public OnnxElementType ElementType { get; set; }

    /// <summary>The dimensions, or null when the file gives no shape.</summary>
    public OnnxDimension[]? Shape { get; set; }

    /// <summary>"tensor", or the other type kind that the file gives ("sequence", "optional", "map", "sparse_tensor", "opaque"). A value without a type
    /// has element type Undefined.</summary>
    /// <remarks>For sequences and optionals <see cref="ElementType"/> and <see cref="Shape"/> are those of the tensor at their heart.</remarks>
    public string TypeKind { get; set; } = "tensor";

    /// <summary>The TypeProto as it was read, so that types which these members cannot express are written back whole.</summary>
    internal ReadOnlyMemory<byte> EncodedType { get; set; }
}

/// <summary>One dimension: a fixed length, a symbol ("batch"), or unknown (neither).</summary>
public readonly record struct OnnxDimension(long? Length, string Symbol)
{
    public static OnnxDimension Fixed(long length) => new(length, "");

    public static OnnxDimension Named(string symbol) => new(null, symbol);

    public override string ToString() =>
        Length is { } length ? length.ToString(System.Globalization.CultureInfo.InvariantCulture) : Symbol.Length == 0 ? "?" : Symbol;
}
