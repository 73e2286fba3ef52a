using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class SparseTensorWriter
{
    public static void Write(ProtoWriter writer, OnnxSparseTensor sparse)
    {
        var start = writer.Begin(1);
        TensorWriter.Write(writer, sparse.Values);
        writer.End(start);
        start = writer.Begin(2);
        TensorWriter.Write(writer, sparse.Indices);
        writer.End(start);
        foreach (var dimension in sparse.Dimensions)
        {
            writer.Int64(3, dimension);
        }
    }
}
