using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class GraphReader
{
    public static OnnxGraph Read(ProtoReader reader, ReadContext context)
    {
        var graph = new OnnxGraph();
        Read(reader, graph, context);
        return graph;
    }

    /// <summary>Adds to <paramref name="graph"/>: protobuf merges a message that comes in several pieces.</summary>
    public static void Read(ProtoReader reader, OnnxGraph graph, ReadContext context)
    {
        context.EnterGraph();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    graph.Nodes.Add(NodeReader.Read(reader.Message("a node"), context));
                    break;
                case 2:
                    graph.Name = reader.Text();
                    break;
                case 5:
                    graph.Initializers.Add(TensorReader.Read(reader.Message("an initializer"), context));
                    break;
                case 11:
                    graph.Inputs.Add(ValueInfoReader.Read(reader.Message("a graph input")));
                    break;
                case 12:
                    graph.Outputs.Add(ValueInfoReader.Read(reader.Message("a graph output")));
                    break;
                case 13:
                    graph.ValueInfos.Add(ValueInfoReader.Read(reader.Message("a value's type")));
                    break;
                case 15:
                    graph.SparseInitializers.Add(SparseTensorReader.Read(reader.Message("a sparse initializer"), context));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        context.LeaveGraph();
    }
}
