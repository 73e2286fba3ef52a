namespace Whittle.Onnx.Wire;

/// <summary>How a protobuf field is stored. The group types (3 and 4) do not occur in ONNX and are refused.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
