using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class NodeWriter
{
    public static void Write(ProtoWriter writer, int field, List<OnnxNode> nodes)
    {
        foreach (var node in nodes)
        {
            var start = writer.Begin(field);
            writer.Texts(1, node.Inputs);
            writer.Texts(2, node.Outputs);
            writer.TextUnlessEmpty(3, node.Name);
            writer.Text(4, node.OperatorType);
            AttributeWriter.Write(writer, 5, node.Attributes);
            writer.TextUnlessEmpty(7, node.Domain);
            writer.TextUnlessEmpty(8, node.Overload);
            writer.End(start);
        }
    }
}
