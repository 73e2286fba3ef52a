using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Plan;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Writes the weights container (docs/weights-format.md): every tensor in its cheapest form, equal tensors once.</summary>
internal static class WeightFile
{
    /// <summary>The file's bytes, and each tensor's encoding by name with its stored bytes.</summary>
    /// <param name="tensors">In the order of their indices.</param>
    /// <param name="codebooks">Indices of tensors that a codebook kernel reads, which must be stored as codebooks.</param>
    public static (byte[] File, (string Encoding, int Bytes)[] Forms) Write(IReadOnlyList<(string Name, Tensor Tensor)> tensors, ISet<int> codebooks)
    {
        if (tensors.Count == 0)
        {
            return ([], []);
        }

        var (directory, payloads) = (new ByteWriter(), new ByteWriter());
        var forms = new (string, int)[tensors.Count];
        var written = new Dictionary<EquatableArray<byte>, int>();
        directory.Number((ulong)tensors.Count);
        for (var i = 0; i < tensors.Count; i++)
        {
            var (places, form) = TensorEncoding.Cheapest(tensors[i].Tensor, codebooks.Contains(i));
            var type = TypeCode(tensors[i].Tensor.Element, tensors[i].Name);
            forms[i] = (form.Name, form.Bytes.Length);
            byte[] entry = [Head(places, type), .. BitConverter.GetBytes(tensors[i].Tensor.Length)];
            var key = new EquatableArray<byte>([.. entry, .. form.Bytes]);
            if (written.TryGetValue(key, out var earlier))
            {
                directory.UInt8(Head(StoredPlaces.SameAs, 0));
                directory.Number((ulong)earlier);
                continue;
            }

            written[key] = i;
            directory.UInt8(entry[0]);
            directory.Number((ulong)tensors[i].Tensor.Length);
            directory.Number((ulong)form.Bytes.Length);
            payloads.Bytes(form.Bytes);
        }

        directory.Bytes(payloads.Written);
        return (WithHeader(directory.Written), forms);
    }

    private static byte[] WithHeader(ReadOnlySpan<byte> content)
    {
        var file = new ByteWriter();
        file.Bytes(WeightFormat.Magic);
        file.Word(WeightFormat.Version, sizeof(ushort));
        file.Word(0, sizeof(ushort));
        file.Word(WeightChecksum.Of(content), sizeof(ulong));
        file.Bytes(content);
        return file.Written.ToArray();
    }

    private static byte Head(StoredPlaces places, int type) => (byte)(((int)places << 4) | type);

    private static int TypeCode(ElementType type, string name) => type switch
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
            ErrorIds.ElementType,
            "",
            $"The constant '{name}' of type {type.Name()} is used at run time, which is not supported.",
            "Convert it to float32, int32 or int64."),
    };
}
