using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Weights;

/// <summary>Distinct values once, then an index of as few bits as they need for every element.</summary>
internal static class CodebookEncoding
{
    /// <summary>More entries than this never pay for the types that networks use.</summary>
    private const int MostEntries = 4096;

    /// <summary>The payload, or null when there are too many distinct values.</summary>
    public static byte[]? TryEncode(Tensor tensor)
    {
        var size = tensor.Element.Size();
        var entries = new Dictionary<ulong, int>();
        var indices = new int[tensor.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            // Bit patterns, so that zeros of either sign and NaNs survive.
            ulong bits = 0;
            for (var b = size - 1; b >= 0; b--)
            {
                bits = (bits << 8) | tensor.Bytes[(i * size) + b];
            }

            if (!entries.TryGetValue(bits, out var index))
            {
                if (entries.Count == MostEntries)
                {
                    return null;
                }

                index = entries.Count;
                entries[bits] = index;
            }

            indices[i] = index;
        }

        if (entries.Count == 0)
        {
            return null;
        }

        // Ascending bit patterns make the file independent of where a value first stands.
        var ordered = entries.Keys.OrderBy(bits => bits).ToArray();
        var rank = ordered.Select((bits, position) => (entries[bits], position)).ToDictionary(pair => pair.Item1, pair => pair.position);
        var writer = new ByteWriter();
        writer.UInt16((ushort)entries.Count);
        writer.Bytes(ElementRun.Encode(tensor.Element, [.. ordered.SelectMany(bits => BitConverter.GetBytes(bits).Take(size))]));
        writer.Packed(indices.Select(index => rank[index]), Width(entries.Count));
        return writer.ToArray();
    }

    /// <summary>Bits of an index below <paramref name="entries"/>.</summary>
    private static int Width(int entries)
    {
        var width = 0;
        while (1 << width < entries)
        {
            width++;
        }

        return width;
    }
}
