using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Weights;

/// <summary>Writes the weights container (docs/weights-format.md): every tensor in its smallest form, equal payloads once.</summary>
internal static class WeightFile
{
    private const int HeaderBytes = 24;
    private const int EntryBytes = 16;
    private const int Alignment = 64;

    /// <summary>The file's bytes, and each tensor's encoding by name with its stored bytes.</summary>
    /// <param name="tensors">In the order of their indices.</param>
    /// <param name="codebooks">Indices of tensors that a codebook kernel reads, which must be stored as codebooks.</param>
    public static (byte[] File, (string Encoding, int Bytes)[] Forms) Write(IReadOnlyList<(string Name, Tensor Tensor)> tensors, ISet<int> codebooks)
    {
        if (tensors.Count == 0)
        {
            return ([], []);
        }

        var payloads = tensors.Select((t, i) => Encodings.Smallest(t.Tensor, codebooks.Contains(i))).ToArray();
        var body = new ByteWriter();
        var directory = new ByteWriter();
        var places = new Dictionary<EquatableArray<byte>, int>();
        var start = Align(HeaderBytes + (EntryBytes * tensors.Count));
        for (var i = 0; i < payloads.Length; i++)
        {
            var key = new EquatableArray<byte>(payloads[i].Bytes);
            if (!places.TryGetValue(key, out var offset))
            {
                body.PadTo(Align(body.Length));
                offset = start + body.Length;
                body.Bytes(payloads[i].Bytes);
                places[key] = offset;
            }

            directory.UInt8((byte)payloads[i].Encoding);
            directory.UInt8(TypeCode(tensors[i].Tensor.Element, tensors[i].Name));
            directory.UInt16(0);
            directory.UInt32((uint)tensors[i].Tensor.Length);
            directory.UInt32((uint)offset);
            directory.UInt32((uint)payloads[i].Bytes.Length);
        }

        directory.PadTo(start - HeaderBytes);
        directory.Bytes(body.ToArray());
        return (WithHeader(directory.ToArray(), tensors.Count), [.. payloads.Select(p => (p.Encoding.ToString().ToLowerInvariant(), p.Bytes.Length))]);
    }

    private static byte[] WithHeader(byte[] content, int count)
    {
        var file = new ByteWriter();
        file.Bytes([0x57, 0x48, 0x54, 0x4C]);
        file.UInt16(1);
        file.UInt16(0);
        file.UInt32((uint)count);
        file.UInt32(0);
        file.UInt64(Checksum.Of(content));
        file.Bytes(content);
        return file.ToArray();
    }

    private static byte TypeCode(ElementType type, string name) => type switch
    {
        ElementType.Float32 => 0,
        ElementType.Float16 => 1,
        ElementType.Int8 => 2,
        ElementType.UInt8 => 3,
        ElementType.Int32 => 4,
        ElementType.Int64 => 5,
        ElementType.Float64 => 6,
        ElementType.Bool => 7,
        ElementType.Int4 => 8,
        ElementType.UInt4 => 9,
        _ => throw new ModelException(
            ErrorIds.ElementType, "", $"The constant '{name}' of type {type.Name()} is used at run time, which is not supported.", "Convert it to float32, int32 or int64."),
    };

    private static int Align(int position) => (position + Alignment - 1) / Alignment * Alignment;
}
