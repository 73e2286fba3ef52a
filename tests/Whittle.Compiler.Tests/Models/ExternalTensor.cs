using System.Text;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Models;

/// <summary>A float vector that a model keeps in another file, as the bytes of its message; the writer stores all tensors inside.</summary>
internal static class ExternalTensor
{
    private const int Graph = 7;
    private const int Initializer = 5;

    /// <summary>The model with one more initializer, whose entries (location, offset, length) are written as they are given.</summary>
    public static byte[] Add(OnnxModel model, string name, long length, params (string Key, string Value)[] entries)
    {
        byte[] tensor =
        [
            .. Number(1, length),
            .. Number(2, (int)OnnxElementType.Float),
            .. Text(8, name),
            .. entries.SelectMany(entry => Field(13, [.. Text(1, entry.Key), .. Text(2, entry.Value)])),
            .. Number(14, 1),
        ];

        // Everything before the graph is a few numbers and texts; the graph is written again with the tensor behind what it holds.
        var written = OnnxWriter.Write(model);
        var result = new List<byte>();
        for (var at = 0; at < written.Length;)
        {
            var start = at;
            var key = Varint(written, ref at);
            var (field, wire) = ((int)(key >> 3), key & 7);
            var payload = Varint(written, ref at);
            if (wire == 0)
            {
                result.AddRange(written[start..at]);
                continue;
            }

            var content = written[at..(at + (int)payload)];
            at += content.Length;
            result.AddRange(field == Graph ? Field(Graph, [.. content, .. Field(Initializer, tensor)]) : Field(field, content));
        }

        return [.. result];
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
            {
                return value;
            }
        }
    }
}
