namespace Whittle.Onnx;

/// <summary>A graph of nodes over named values (onnx.proto: GraphProto).</summary>
public sealed class OnnxGraph
{
    public string Name { get; set; } = "";

    public List<OnnxNode> Nodes { get; } = [];

    public List<OnnxTensor> Initializers { get; } = [];

    public List<OnnxSparseTensor> SparseInitializers { get; } = [];

    /// <summary>Graph inputs. Before IR version 4 initializers are listed here too.</summary>
    public List<OnnxValueInfo> Inputs { get; } = [];

    public List<OnnxValueInfo> Outputs { get; } = [];

    public List<OnnxValueInfo> ValueInfos { get; } = [];
}
