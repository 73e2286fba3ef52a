using Whittle.Onnx;

namespace Whittle.Benchmarks.Building;

/// <summary>An ONNX graph in the making.</summary>
internal sealed class GraphWriter
{
    private readonly OnnxModel _model = new() { IrVersion = 8, ProducerName = "Whittle.Benchmarks" };

    public GraphWriter(Net net, int batch)
    {
        _model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        _model.Graph.Name = "net";
        _model.Graph.Inputs.Add(Describe(Net.InputName, net.Input.Dimensions(batch)));
    }

    public byte[] ToBytes() => OnnxWriter.Write(_model);

    public void Output(string name, long[] dimensions) => _model.Graph.Outputs.Add(Describe(name, dimensions));

    public string Node(string type, string output, string[] inputs, params IEnumerable<OnnxAttribute> attributes)
    {
        var node = new OnnxNode { Name = output, OperatorType = type };
        node.Inputs.AddRange(inputs);
        node.Outputs.Add(output);
        node.Attributes.AddRange(attributes);
        _model.Graph.Nodes.Add(node);
        return output;
    }

    public string Floats(string name, long[] dimensions, params float[] values) => Constant(OnnxTensor.FromFloats(name, dimensions, values));

    public string Constant(OnnxTensor tensor)
    {
        _model.Graph.Initializers.Add(tensor);
        return tensor.Name;
    }

    private static OnnxValueInfo Describe(string name, long[] dimensions) => new()
    {
        Name = name,
        ElementType = OnnxElementType.Float,
        Shape = [.. dimensions.Select(OnnxDimension.Fixed)],
    };
}
