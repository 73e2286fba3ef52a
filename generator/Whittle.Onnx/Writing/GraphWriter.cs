using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class GraphWriter
{
    public static void Write(ProtoWriter writer, OnnxGraph graph)
    {
        NodeWriter.Write(writer, 1, graph.Nodes);
        writer.TextUnlessEmpty(2, graph.Name);
        foreach (var initializer in graph.Initializers)
        {
            var start = writer.Begin(5);
            TensorWriter.Write(writer, initializer);
            writer.End(start);
        }

        ValueInfoWriter.Write(writer, 11, graph.Inputs);
        ValueInfoWriter.Write(writer, 12, graph.Outputs);
        ValueInfoWriter.Write(writer, 13, graph.ValueInfos);
        foreach (var sparse in graph.SparseInitializers)
        {
            var start = writer.Begin(15);
            SparseTensorWriter.Write(writer, sparse);
            writer.End(start);
        }
    }
}
