namespace Whittle.Onnx;

/// <summary>One operator call (onnx.proto: NodeProto). An empty input or output name means "not given".</summary>
public sealed class OnnxNode
{
    public string Name { get; set; } = "";

    public string OperatorType { get; set; } = "";

    /// <summary>Domain of the operator; "" is the default domain ("ai.onnx" reads as "").</summary>
    public string Domain { get; set; } = "";

    /// <summary>Which of several functions of the same name is called (IR version 10 and later); mostly "".</summary>
    public string Overload { get; set; } = "";

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<OnnxAttribute> Attributes { get; } = [];
}
