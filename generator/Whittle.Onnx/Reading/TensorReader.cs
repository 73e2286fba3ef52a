using Whittle.Onnx.Elements;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class TensorReader
{
    public static OnnxTensor Read(ProtoReader reader, ReadContext context)
    {
        var header = TensorHeader.Read(reader);
        if (!ElementTypes.IsKnown((OnnxElementType)header.Type))
        {
            throw TensorErrors.UnknownType(header.Name, header.Type);
        }

        var tensor = new OnnxTensor { Name = header.Name, ElementType = (OnnxElementType)header.Type, Dimensions = header.Dimensions() };
        if (tensor.ElementType == OnnxElementType.String)
        {
            ReadStrings(reader, header, tensor);
            return tensor;
        }

        var bytes = TensorShape.Bytes(tensor.Name, tensor.ElementType, tensor.Dimensions);
        var field = ElementTypes.Field(tensor.ElementType);
        if (header.IsExternal)
        {
            tensor.Data = ExternalData.Read(tensor, bytes, header.External, context.Folder);
        }
        else if (header.Raw is { } raw && (raw.Length > 0 || header.Count(field) == 0))
        {
            tensor.Data = raw;
        }
        else
        {
            var entries = bytes / ElementTypes.EntryBytes(tensor.ElementType);
            tensor.Data = header.Count(field) == entries
                ? TypedData.Read(reader, field, tensor.ElementType, bytes)
                : throw TensorErrors.WrongCount(tensor, header.Count(field), entries);
        }

        TensorShape.Check(tensor);
        return tensor;
    }

    private static void ReadStrings(ProtoReader reader, in TensorHeader header, OnnxTensor tensor)
    {
        var count = TensorShape.Elements(tensor.Name, tensor.Dimensions);
        var found = header.Count(ElementTypes.StringData);
        if (header.IsExternal || header.Raw is { Length: > 0 })
        {
            throw TensorErrors.RawStrings(tensor.Name);
        }

        if (count != found)
        {
            throw TensorErrors.WrongCount(tensor, found, count);
        }

        tensor.Strings = new string[found];
        for (var i = 0; i < found && reader.Next();)
        {
            if (reader.Field == ElementTypes.StringData)
            {
                tensor.Strings[i++] = reader.Text();
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
