using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Weights;

/// <summary>Non-zero elements with the gaps between them; a gap too long for its bits is bridged by stored zeros.</summary>
internal static class SparseEncoding
{
    private const int HeadBytes = 6;

    /// <summary>The smallest payload over all gap widths, or null when none is below <paramref name="limit"/> bytes.</summary>
    public static byte[]? TryEncode(Tensor tensor, int limit)
    {
        var size = tensor.Element.Size();
        var positions = new List<int>();
        for (var i = 0; i < tensor.Length; i++)
        {
            if (!IsZero(tensor.Bytes.Slice(i * size, size)))
            {
                positions.Add(i);
                if (PayloadBytes(tensor.Element, positions.Count, 1) >= limit)
                {
                    // Too many values even with the shortest gaps and no fillers: dense tensors leave here.
                    return null;
                }
            }
        }

        var (best, width) = ((long)limit, 0);
        for (var g = 1; g <= 16; g++)
        {
            var bytes = PayloadBytes(tensor.Element, Entries(positions, g).LongCount(), g);
            if (bytes < best)
            {
                (best, width) = (bytes, g);
            }
        }

        return width == 0 ? null : Encode(tensor, positions, width, size);
    }

    /// <summary>Bytes of a payload of <paramref name="stored"/> entries with gaps of <paramref name="width"/> bits.</summary>
    private static long PayloadBytes(ElementType type, long stored, int width) =>
        HeadBytes + (((stored * width) + 7) / 8) + (type is ElementType.Int4 or ElementType.UInt4 ? (stored + 1) / 2 : stored * type.Size());

    private static byte[] Encode(Tensor tensor, List<int> positions, int width, int size)
    {
        var entries = Entries(positions, width).ToArray();
        var values = new byte[entries.Length * size];
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Position >= 0)
            {
                tensor.Bytes.Slice(entries[i].Position * size, size).CopyTo(values.AsSpan(i * size));
            }
        }

        var writer = new ByteWriter();
        writer.UInt8((byte)width);
        writer.UInt8(0);
        writer.UInt32((uint)entries.Length);
        writer.Packed(entries.Select(entry => entry.Gap), width);
        writer.Bytes(ElementRun.Encode(tensor.Element, values));
        return writer.ToArray();
    }

    /// <summary>Gaps of at most 2^width − 1 with the element each leads to; −1 marks a filler.</summary>
    private static IEnumerable<(int Gap, int Position)> Entries(List<int> positions, int width)
    {
        var longest = (1 << width) - 1;
        var last = -1;
        foreach (var position in positions)
        {
            while (position - last - 1 > longest)
            {
                last += longest + 1;
                yield return (longest, -1);
            }

            yield return (position - last - 1, position);
            last = position;
        }
    }

    /// <summary>All bits zero: a negative zero is stored as a value.</summary>
    private static bool IsZero(ReadOnlySpan<byte> element)
    {
        foreach (var part in element)
        {
            if (part != 0)
            {
                return false;
            }
        }

        return true;
    }
}
