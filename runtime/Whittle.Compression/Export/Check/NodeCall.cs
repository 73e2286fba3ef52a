using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Check;

/// <summary>A node with the values of its inputs.</summary>
internal sealed record NodeCall(OnnxNode Node, Tensor?[] Inputs)
{
    public Tensor this[int index] => Inputs[index] ?? throw new CompressionException($"{Node.OperatorType} '{Node.Name}' lacks its input {index}.");

    public Tensor? Optional(int index) => index < Inputs.Length ? Inputs[index] : null;

    public long Int(string name, long standard) => Find(name)?.Int ?? standard;

    public float Float(string name, float standard) => Find(name)?.Float ?? standard;

    public string Text(string name, string standard) => Find(name)?.String ?? standard;

    /// <summary>The integers of a constant input.</summary>
    public long[] List(int index) => [.. this[index].to_type(ScalarType.Int64).data<long>()];

    public long[] Ints(string name) => Find(name)?.Ints ?? [];

    private OnnxAttribute? Find(string name) => Node.Attributes.FirstOrDefault(attribute => attribute.Name == name);
}
