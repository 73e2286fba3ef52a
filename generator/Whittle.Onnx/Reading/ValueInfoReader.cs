using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class ValueInfoReader
{
    public static OnnxValueInfo Read(ProtoReader reader)
    {
        var value = new OnnxValueInfo();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    value.Name = reader.Text();
                    break;
                case 2:
                    TypeReader.Read(reader.Message("a type"), value);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return value;
    }

    /// <summary>A type without a name, as attributes hold it.</summary>
    public static OnnxValueInfo ReadType(ProtoReader reader)
    {
        var value = new OnnxValueInfo();
        TypeReader.Read(reader, value);
        return value;
    }
}
