using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class FunctionWriter
{
    public static void Write(ProtoWriter writer, OnnxFunction function)
    {
        writer.Text(1, function.Name);
        writer.Texts(4, function.Inputs);
        writer.Texts(5, function.Outputs);
        writer.Texts(6, function.AttributeNames);
        NodeWriter.Write(writer, 7, function.Nodes);
        OperatorSetWriter.Write(writer, 9, function.OperatorSets);
        writer.Text(10, function.Domain);
        AttributeWriter.Write(writer, 11, function.AttributeDefaults);
        ValueInfoWriter.Write(writer, 12, function.ValueInfos);
        writer.TextUnlessEmpty(13, function.Overload);
    }
}
