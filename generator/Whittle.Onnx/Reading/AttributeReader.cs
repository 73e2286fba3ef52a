using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class AttributeReader
{
    public static OnnxAttribute Read(ProtoReader reader, ReadContext context)
    {
        var attribute = new OnnxAttribute();
        var lists = default(AttributeLists);
        var stored = OnnxAttributeKind.Undefined;
        var seen = OnnxAttributeKind.Undefined;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    attribute.Name = reader.Text();
                    break;
                case 20:
                    stored = (OnnxAttributeKind)reader.Int32();
                    break;
                case 21:
                    attribute.ReferenceName = reader.Text();
                    break;
                default:
                    var kind = One(ref reader, attribute, context);
                    kind = kind == OnnxAttributeKind.Undefined ? lists.Read(ref reader, context) : kind;
                    seen = kind == OnnxAttributeKind.Undefined ? seen : kind;
                    break;
            }
        }

        lists.MoveTo(attribute);

        // Files of the first IR versions state no type: the field that is present tells it.
        attribute.Kind = stored is > OnnxAttributeKind.Undefined and <= OnnxAttributeKind.TypeProtos ? stored : seen;
        return attribute;
    }

    /// <summary>Reads a field with a single value; Undefined, with nothing consumed, when it is another field.</summary>
    private static OnnxAttributeKind One(ref ProtoReader reader, OnnxAttribute attribute, ReadContext context)
    {
        switch (reader.Field)
        {
            case 2:
                attribute.Float = reader.Single();
                return OnnxAttributeKind.Float;
            case 3:
                attribute.Int = reader.Int64();
                return OnnxAttributeKind.Int;
            case 4:
                attribute.String = reader.Text();
                return OnnxAttributeKind.String;
            case 5:
                attribute.Tensor = TensorReader.Read(reader.Message("a tensor attribute"), context);
                return OnnxAttributeKind.Tensor;
            case 6:
                attribute.Graph = GraphReader.Read(reader.Message("a graph attribute"), context);
                return OnnxAttributeKind.Graph;
            case 14:
                attribute.Type = ValueInfoReader.ReadType(reader.Message("a type attribute"));
                return OnnxAttributeKind.TypeProto;
            case 22:
                attribute.SparseTensor = SparseTensorReader.Read(reader.Message("a sparse tensor attribute"), context);
                return OnnxAttributeKind.SparseTensor;
            default:
                return OnnxAttributeKind.Undefined;
        }
    }
}
