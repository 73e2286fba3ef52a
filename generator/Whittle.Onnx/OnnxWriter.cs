using Whittle.Onnx.Wire;
using Whittle.Onnx.Writing;

namespace Whittle.Onnx;

/// <summary>Writes the ONNX wire format. The same model always gives the same bytes: fields in ascending order, tensors as raw data, nothing
/// external.</summary>
/// <remarks>A tensor whose data does not fit its shape is refused with an <see cref="OnnxFormatException"/>, as it would be when read.</remarks>
public static class OnnxWriter
{
    public static byte[] Write(OnnxModel model)
    {
        var writer = new ProtoWriter();
        ModelWriter.Write(writer, model);
        return writer.ToArray();
    }

    /// <summary>Writes a TensorProto that stands alone, as ONNX backend tests keep their inputs.</summary>
    public static byte[] WriteTensor(OnnxTensor tensor)
    {
        var writer = new ProtoWriter();
        TensorWriter.Write(writer, tensor);
        return writer.ToArray();
    }
}
