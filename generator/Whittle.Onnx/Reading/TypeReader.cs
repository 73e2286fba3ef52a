using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

/// <summary>Reads a TypeProto into the type members of a value. Containers are followed in a loop, so their depth costs no stack.</summary>
internal static class TypeReader
{
    public static void Read(ProtoReader type, OnnxValueInfo value)
    {
        value.EncodedType = type.All;
        value.TypeKind = "tensor";
        var inner = type;
        var outermost = true;
        while (true)
        {
            var kind = Open(ref inner);
            if (kind.Length == 0)
            {
                return;
            }

            value.TypeKind = outermost ? kind : value.TypeKind;
            outermost = false;
            if (kind is "tensor" or "sparse_tensor")
            {
                ReadTensor(inner, value);
                return;
            }

            if (kind is not ("sequence" or "optional") || !OpenElement(ref inner))
            {
                return;
            }
        }
    }

    /// <summary>Replaces the reader of a TypeProto by that of the kind inside; "" when there is none.</summary>
    private static string Open(ref ProtoReader type)
    {
        var kind = "";
        var found = type;
        while (type.Next())
        {
            var name = type.Field switch
            {
                1 => "tensor",
                4 => "sequence",
                5 => "map",
                7 => "opaque",
                8 => "sparse_tensor",
                9 => "optional",
                _ => "",
            };
            if (name.Length == 0)
            {
                type.Skip();
                continue;
            }

            kind = name;
            found = type.Message("a type");
        }

        type = found;
        return kind;
    }

    private static bool OpenElement(ref ProtoReader container)
    {
        while (container.Next())
        {
            if (container.Field == 1)
            {
                container = container.Message("an element's type");
                return true;
            }

            container.Skip();
        }

        return false;
    }

    private static void ReadTensor(ProtoReader reader, OnnxValueInfo value)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    value.ElementType = (OnnxElementType)reader.Int32();
                    break;
                case 2:
                    value.Shape = ReadShape(reader.Message("a shape"));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static OnnxDimension[] ReadShape(ProtoReader reader)
    {
        var dimensions = new List<OnnxDimension>();
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                dimensions.Add(ReadDimension(reader.Message("a dimension")));
            }
            else
            {
                reader.Skip();
            }
        }

        return dimensions.ToArray();
    }

    /// <summary>Some exporters write -1 for "unknown".</summary>
    private static OnnxDimension ReadDimension(ProtoReader reader)
    {
        var dimension = OnnxDimension.Named("");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    var length = reader.Int64();
                    dimension = length < 0 ? OnnxDimension.Named("") : OnnxDimension.Fixed(length);
                    break;
                case 2:
                    dimension = OnnxDimension.Named(reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return dimension;
    }
}
