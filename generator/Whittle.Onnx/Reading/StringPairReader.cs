using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

/// <summary>StringStringEntryProto: metadata, and the place of external data.</summary>
internal static class StringPairReader
{
    public static KeyValuePair<string, string> Read(ProtoReader reader)
    {
        var key = "";
        var value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Text();
                    break;
                case 2:
                    value = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new KeyValuePair<string, string>(key, value);
    }
}
