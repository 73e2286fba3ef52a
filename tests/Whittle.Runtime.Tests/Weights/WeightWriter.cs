using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Whittle.Runtime.Weights;

namespace Whittle.Runtime.Tests.Weights;

/// <summary>Writes containers as <c>docs/weights-format.md</c> describes them, from the page alone: it shares no code with the reader.</summary>
internal sealed class WeightWriter
{
    private readonly List<byte[]> _entries = [];
    private readonly List<byte> _payloads = [];

    internal WeightWriter Raw<T>(WeightElementType type, T[] values)
        where T : unmanaged => Add(0, type, values.Length, [0, .. Run(type, values)]);

    internal WeightWriter Halves(float[] values) => Add(0, WeightElementType.Float32, values.Length, [1, .. Run(WeightElementType.Float16, Array.ConvertAll(values, v => (Half)v))]);

    internal WeightWriter Codebook<T>(WeightElementType type, T[] table, int[] indices, bool coded = false, int rows = 1)
        where T : unmanaged
    {
        var width = table.Length / rows;
        return Add(0, type, indices.Length, [2, .. Number(rows), .. Number(width), 0, .. Run(type, table), .. SymbolBytes.Of(indices, width, coded)]);
    }

    internal WeightWriter Integers(WeightElementType type, int minimum, int alphabet, int[] symbols, bool coded = false) =>
        Add(0, type, symbols.Length, [3, .. Signed(minimum), .. Number(alphabet), .. SymbolBytes.Of(symbols, alphabet, coded)]);

    internal WeightWriter Scaled(float[] scales, int minimum, int alphabet, int[] symbols) => Add(
        0,
        WeightElementType.Float32,
        symbols.Length,
        [4, .. Number(scales.Length), .. Signed(minimum), 0, .. Run(WeightElementType.Float32, scales), .. Number(alphabet), .. SymbolBytes.Of(symbols, alphabet, false)]);

    internal WeightWriter Sparse<T>(WeightElementType type, int gapBits, T[] values, bool coded = false)
        where T : unmanaged, IEquatable<T>
    {
        var (gaps, stored) = (new List<int>(), new List<T>());
        var (last, longest) = (-1, (1 << gapBits) - 1);
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i].Equals(default))
            {
                for (; i - last - 1 >= longest; last += longest)
                {
                    gaps.Add(longest);
                }

                gaps.Add(i - last - 1);
                stored.Add(values[i]);
                last = i;
            }
        }

        return Add(1, type, values.Length, [.. Number(stored.Count), .. Number(gaps.Count), .. Number(gapBits), .. SymbolBytes.Of([.. gaps], longest + 1, coded), 0, .. Run(type, stored.ToArray())]);
    }

    internal WeightWriter SameAs(int index)
    {
        _entries.Add([0xF0, .. Number(index)]);
        return this;
    }

    internal WeightWriter Add(int places, WeightElementType type, int count, byte[] payload)
    {
        _entries.Add([(byte)((places << 4) | (int)type), .. Number(count), .. Number(payload.Length)]);
        _payloads.AddRange(payload);
        return this;
    }

    internal byte[] ToArray()
    {
        byte[] content = [.. "WHTL"u8, 2, 0, 0, 0, .. new byte[8], .. Number(_entries.Count), .. _entries.SelectMany(entry => entry), .. _payloads];
        Seal(content);
        return content;
    }

    internal static void Seal(Span<byte> content)
    {
        var hash = 0xcbf29ce484222325ul;
        for (var i = 16; i < content.Length; i += 8)
        {
            var word = 0ul;
            for (var k = 0; k < 8 && i + k < content.Length; k++)
            {
                word |= (ulong)content[i + k] << (8 * k);
            }

            hash = unchecked((hash ^ word) * 0x100000001b3);
            hash ^= hash >> 32;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(content[8..], hash);
    }

    internal static byte[] Number(long value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] Signed(long value) => Number(value < 0 ? (-value * 2) - 1 : value * 2);

    private static byte[] Run<T>(WeightElementType type, T[] values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes<T>(values).ToArray();
        return type is WeightElementType.Int4 or WeightElementType.UInt4
            ? [.. bytes.Chunk(2).Select(pair => (byte)((pair[0] & 15) | (pair.Length > 1 ? pair[1] << 4 : 0)))]
            : bytes;
    }
}
