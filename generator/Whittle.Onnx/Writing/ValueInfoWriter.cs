using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class ValueInfoWriter
{
    public static void Write(ProtoWriter writer, int field, List<OnnxValueInfo> values)
    {
        foreach (var value in values)
        {
            var start = writer.Begin(field);
            writer.Text(1, value.Name);
            var type = writer.Begin(2);
            TypeWriter.Write(writer, value);
            writer.End(type);
            writer.End(start);
        }
    }
}
