namespace Whittle.Onnx;

/// <summary>A model-local function (onnx.proto: FunctionProto).</summary>
public sealed class OnnxFunction
{
    public string Name { get; set; } = "";

    public string Domain { get; set; } = "";

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<string> AttributeNames { get; } = [];

    public List<OnnxNode> Nodes { get; } = [];

    public List<OnnxOperatorSet> OperatorSets { get; } = [];
}
