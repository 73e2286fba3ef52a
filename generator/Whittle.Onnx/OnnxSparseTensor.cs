namespace Whittle.Onnx;

/// <summary>A constant with few non-zeros (onnx.proto: SparseTensorProto).</summary>
public sealed class OnnxSparseTensor
{
    /// <summary>The non-zero values, shape [count]; its name is the initializer's name.</summary>
    public OnnxTensor Values { get; set; } = new();

    /// <summary>int64 positions: shape [count] (linear, ascending) or [count, rank] (coordinates).</summary>
    public OnnxTensor Indices { get; set; } = new();

    public long[] Dimensions { get; set; } = [];

    public string Name => Values.Name;
}
