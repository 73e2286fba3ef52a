using System.Text;
using Whittle.Onnx.Wire;

namespace Whittle.Onnx.Tests;

/// <summary>Builds messages field by field, in forms that <see cref="OnnxWriter"/> never writes.</summary>
internal static class Encode
{
    public static byte[] Message(Action<ProtoWriter> fields)
    {
        var writer = new ProtoWriter();
        fields(writer);
        return writer.ToArray();
    }

    /// <summary>A TensorProto "t" of the given type and shape, and whatever else <paramref name="fields"/> adds.</summary>
    public static byte[] Tensor(OnnxElementType type, long[] dimensions, Action<ProtoWriter> fields) => Message(writer =>
    {
        fields(writer);
        foreach (var dimension in dimensions)
        {
            writer.Int64(1, dimension);
        }

        writer.Int64(2, (long)type);
        writer.Text(8, "t");
    });

    /// <summary>The value of a packed field of varints.</summary>
    public static byte[] Varints(params long[] values)
    {
        var bytes = new List<byte>();
        foreach (var value in values)
        {
            var rest = (ulong)value;
            for (; rest >= 0x80; rest >>= 7)
            {
                bytes.Add((byte)(rest | 0x80));
            }

            bytes.Add((byte)rest);
        }

        return [.. bytes];
    }

    /// <summary>A model whose graph has one initializer.</summary>
    public static byte[] Model(byte[] tensor) => Message(model => model.Bytes(7, Message(graph => graph.Bytes(5, tensor))));

    /// <summary>A TensorProto whose data lies elsewhere; entries alternate key and value.</summary>
    public static byte[] External(OnnxElementType type, long[] dimensions, params string[] entries) => Tensor(type, dimensions, writer =>
    {
        for (var i = 0; i < entries.Length; i += 2)
        {
            var (key, value) = (entries[i], entries[i + 1]);
            writer.Bytes(13, Message(entry =>
            {
                entry.Bytes(1, Encoding.UTF8.GetBytes(key));
                entry.Bytes(2, Encoding.UTF8.GetBytes(value));
            }));
        }

        writer.Int64(14, 1);
    });
}
