using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class AttributeWriter
{
    public static void Write(ProtoWriter writer, int field, List<OnnxAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            var start = writer.Begin(field);
            writer.Text(1, attribute.Name);

            // A reference to a function's attribute has a type but no value.
            if (attribute.ReferenceName.Length == 0)
            {
                WriteOne(writer, attribute);
                WriteNumbers(writer, attribute);
                WriteMessages(writer, attribute);
            }

            writer.Int64(20, (long)attribute.Kind);
            writer.TextUnlessEmpty(21, attribute.ReferenceName);
            writer.End(start);
        }
    }

    private static void WriteOne(ProtoWriter writer, OnnxAttribute attribute)
    {
        switch (attribute.Kind)
        {
            case OnnxAttributeKind.Float:
                writer.Single(2, attribute.Float);
                break;
            case OnnxAttributeKind.Int:
                writer.Int64(3, attribute.Int);
                break;
            case OnnxAttributeKind.String:
                writer.Text(4, attribute.String);
                break;
            case OnnxAttributeKind.Strings:
                writer.Texts(9, attribute.Strings);
                break;
            default:
                break;
        }
    }

    private static void WriteNumbers(ProtoWriter writer, OnnxAttribute attribute)
    {
        if (attribute.Kind == OnnxAttributeKind.Floats)
        {
            foreach (var value in attribute.Floats)
            {
                writer.Single(7, value);
            }
        }
        else if (attribute.Kind == OnnxAttributeKind.Ints)
        {
            foreach (var value in attribute.Ints)
            {
                writer.Int64(8, value);
            }
        }
    }

    private static void WriteMessages(ProtoWriter writer, OnnxAttribute attribute)
    {
        switch (attribute.Kind)
        {
            case OnnxAttributeKind.Tensor when attribute.Tensor is not null:
                WriteAll(writer, 5, [attribute.Tensor], TensorWriter.Write);
                break;
            case OnnxAttributeKind.Tensors:
                WriteAll(writer, 10, attribute.Tensors, TensorWriter.Write);
                break;
            case OnnxAttributeKind.Graph when attribute.Graph is not null:
                WriteAll(writer, 6, [attribute.Graph], GraphWriter.Write);
                break;
            case OnnxAttributeKind.Graphs:
                WriteAll(writer, 11, attribute.Graphs, GraphWriter.Write);
                break;
            case OnnxAttributeKind.TypeProto when attribute.Type is not null:
                WriteAll(writer, 14, [attribute.Type], TypeWriter.Write);
                break;
            case OnnxAttributeKind.TypeProtos:
                WriteAll(writer, 15, attribute.Types, TypeWriter.Write);
                break;
            case OnnxAttributeKind.SparseTensor when attribute.SparseTensor is not null:
                WriteAll(writer, 22, [attribute.SparseTensor], SparseTensorWriter.Write);
                break;
            case OnnxAttributeKind.SparseTensors:
                WriteAll(writer, 23, attribute.SparseTensors, SparseTensorWriter.Write);
                break;
            default:
                break;
        }
    }

    private static void WriteAll<T>(ProtoWriter writer, int field, T[] items, Action<ProtoWriter, T> write)
    {
        foreach (var item in items)
        {
            var start = writer.Begin(field);
            write(writer, item);
            writer.End(start);
        }
    }
}
