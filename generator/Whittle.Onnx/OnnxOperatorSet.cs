namespace Whittle.Onnx;

/// <summary>One imported operator set (onnx.proto: OperatorSetIdProto).</summary>
public sealed record OnnxOperatorSet(string Domain, long Version);
