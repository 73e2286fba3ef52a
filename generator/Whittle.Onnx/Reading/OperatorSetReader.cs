using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Reading;

internal static class OperatorSetReader
{
    public static OnnxOperatorSet Read(ProtoReader reader)
    {
        var domain = "";
        long version = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    domain = Domain(reader.Text());
                    break;
                case 2:
                    version = reader.Int64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OnnxOperatorSet(domain, version);
    }

    /// <summary>The default domain has two names in files; here it is always the empty one.</summary>
    public static string Domain(string stored) => stored == "ai.onnx" ? "" : stored;
}
