namespace Whittle.Onnx;

/// <summary>A model as stored in an .onnx file (onnx.proto: ModelProto).</summary>
public sealed class OnnxModel
{
    public long IrVersion { get; set; }

    public string ProducerName { get; set; } = "";

    public string ProducerVersion { get; set; } = "";

    public string Domain { get; set; } = "";

    public long ModelVersion { get; set; }

    public string DocString { get; set; } = "";

    public OnnxGraph Graph { get; set; } = new();

    /// <summary>Operator sets by domain; the default domain is the empty string ("ai.onnx" reads as "").</summary>
    public List<OnnxOperatorSet> OperatorSets { get; } = [];

    /// <summary>metadata_props in file order.</summary>
    public List<KeyValuePair<string, string>> Metadata { get; } = [];

    /// <summary>Model-local functions (IR version 8 and later).</summary>
    public List<OnnxFunction> Functions { get; } = [];
}
