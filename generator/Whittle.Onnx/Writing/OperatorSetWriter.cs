using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Writing;

internal static class OperatorSetWriter
{
    /// <summary>The domain is written even when empty, as the common exporters do.</summary>
    public static void Write(ProtoWriter writer, int field, List<OnnxOperatorSet> sets)
    {
        foreach (var set in sets)
        {
            var start = writer.Begin(field);
            writer.Text(1, set.Domain);
            writer.Int64(2, set.Version);
            writer.End(start);
        }
    }
}
