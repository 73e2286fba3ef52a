namespace Whittle.Onnx;

/// <summary>A model-local function (onnx.proto: FunctionProto).</summary>
public sealed class OnnxFunction
{
    public string Name { get; set; } = "";

    public string Domain { get; set; } = "";

    /// <summary>Tells functions of the same domain and name apart (IR version 10 and later); mostly "".</summary>
    public string Overload { get; set; } = "";

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<string> AttributeNames { get; } = [];

    /// <summary>Attributes with the value that holds when a call does not give one (IR version 9 and later).</summary>
    public List<OnnxAttribute> AttributeDefaults { get; } = [];

    public List<OnnxNode> Nodes { get; } = [];

    public List<OnnxOperatorSet> OperatorSets { get; } = [];

    public List<OnnxValueInfo> ValueInfos { get; } = [];
}
