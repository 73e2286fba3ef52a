using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class TypeWriter
{
    public static void Write(ProtoWriter writer, OnnxValueInfo value)
    {
        switch (value.TypeKind)
        {
            case "tensor" when value.ElementType == OnnxElementType.Undefined && value.Shape is null:
                break;
            case "tensor":
                WriteTensor(writer, 1, value);
                break;
            case "sparse_tensor":
                WriteTensor(writer, 8, value);
                break;
            default:
                WriteContainer(writer, value);
                break;
        }
    }

    private static void WriteTensor(ProtoWriter writer, int field, OnnxValueInfo value)
    {
        var start = writer.Begin(field);
        writer.Int64(1, (long)value.ElementType);
        if (value.Shape is { } shape)
        {
            var inner = writer.Begin(2);
            WriteShape(writer, shape);
            writer.End(inner);
        }

        writer.End(start);
    }

    private static void WriteShape(ProtoWriter writer, OnnxDimension[] shape)
    {
        foreach (var dimension in shape)
        {
            var start = writer.Begin(1);
            if (dimension.Length is { } length)
            {
                writer.Int64(1, length);
            }
            else
            {
                writer.TextUnlessEmpty(2, dimension.Symbol ?? "");
            }

            writer.End(start);
        }
    }

    /// <summary>A type that came from a file goes back as it was, with all that nests in it; else a container of one tensor.</summary>
    private static void WriteContainer(ProtoWriter writer, OnnxValueInfo value)
    {
        if (value.EncodedType.Length > 0)
        {
            writer.Raw(value.EncodedType.Span);
            return;
        }

        var field = value.TypeKind switch
        {
            "sequence" => 4,
            "optional" => 9,
            _ => throw new OnnxFormatException(
                $"The type of '{value.Name}' is a new '{value.TypeKind}', which cannot be written.",
                "Use tensor, sparse_tensor, sequence or optional; other kinds are only copied from a file that was read."),
        };
        var start = writer.Begin(field);
        var inner = writer.Begin(1);
        WriteTensor(writer, 1, value);
        writer.End(inner);
        writer.End(start);
    }
}
