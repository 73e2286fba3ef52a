using Whittle.Onnx.Elements;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class TensorWriter
{
    public static void Write(ProtoWriter writer, OnnxTensor tensor)
    {
        TensorShape.Check(tensor);
        foreach (var dimension in tensor.Dimensions)
        {
            writer.Int64(1, dimension);
        }

        writer.Int64(2, (long)tensor.ElementType);
        if (tensor.ElementType == OnnxElementType.String)
        {
            writer.Texts(6, tensor.Strings);
        }

        writer.TextUnlessEmpty(8, tensor.Name);
        if (tensor.ElementType != OnnxElementType.String)
        {
            writer.Bytes(9, tensor.Data.Span);
        }
    }
}
