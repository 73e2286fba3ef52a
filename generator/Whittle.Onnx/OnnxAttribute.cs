namespace Whittle.Onnx;

/// <summary>Kinds of attribute; the values are those of <c>AttributeProto.AttributeType</c>.</summary>
public enum OnnxAttributeKind
{
    Undefined = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
    Tensors = 9,
    Graphs = 10,
    SparseTensor = 11,
    SparseTensors = 12,
    TypeProto = 13,
    TypeProtos = 14,
}

#pragma warning disable CA1711 // "Attribute" is ONNX's own word for it.
/// <summary>A named attribute (onnx.proto: AttributeProto). The field that <see cref="Kind"/> names holds the value.</summary>
public sealed class OnnxAttribute
{
    public string Name { get; set; } = "";

    public OnnxAttributeKind Kind { get; set; }

    public float Float { get; set; }

    public long Int { get; set; }

    public string String { get; set; } = "";

    public OnnxTensor? Tensor { get; set; }

    public OnnxSparseTensor? SparseTensor { get; set; }

    public OnnxGraph? Graph { get; set; }

    public float[] Floats { get; set; } = [];

    public long[] Ints { get; set; } = [];

    public string[] Strings { get; set; } = [];

    public OnnxTensor[] Tensors { get; set; } = [];

    public OnnxSparseTensor[] SparseTensors { get; set; } = [];

    public OnnxGraph[] Graphs { get; set; } = [];

    /// <summary>A type (operator Optional); its name is empty.</summary>
    public OnnxValueInfo? Type { get; set; }

    public OnnxValueInfo[] Types { get; set; } = [];

    /// <summary>Name of the function attribute that this one refers to, or "" (only inside functions).</summary>
    public string ReferenceName { get; set; } = "";
}
