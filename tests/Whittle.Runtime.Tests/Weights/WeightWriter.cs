using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Whittle.Runtime.Weights;

namespace Whittle.Runtime.Tests.Weights;

/// <summary>Writes containers as <c>docs/weights-format.md</c> describes them, from the page alone: it shares no code with the reader.</summary>
internal sealed class WeightWriter
{
    private readonly List<(WeightEncoding Encoding, WeightElementType Type, int Count, byte[] Payload)> _tensors = [];

    internal WeightWriter Raw<T>(WeightElementType type, T[] values)
        where T : unmanaged => Add(WeightEncoding.Raw, type, values.Length, Run(type, values));

    internal WeightWriter Codebook<T>(WeightElementType type, T[] table, int[] indices)
        where T : unmanaged
    {
        var bits = table.Length == 1 ? 0 : BitOperations.Log2((uint)table.Length - 1) + 1;
        return Add(WeightEncoding.Codebook, type, indices.Length, [(byte)table.Length, (byte)(table.Length >> 8), .. Run(type, table), .. Pack(indices, bits)]);
    }

    internal WeightWriter Sparse<T>(WeightElementType type, int gapBits, T[] values)
        where T : unmanaged, IEquatable<T>
    {
        var (gaps, stored) = (new List<int>(), new List<T>());
        var last = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i].Equals(default))
            {
                for (; i - last > 1 << gapBits; last += 1 << gapBits)
                {
                    gaps.Add((1 << gapBits) - 1);
                    stored.Add(default);
                }

                gaps.Add(i - last - 1);
                stored.Add(values[i]);
                last = i;
            }
        }

        var head = new byte[6];
        head[0] = (byte)gapBits;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(2), stored.Count);
        return Add(WeightEncoding.SparseGaps, type, values.Length, [.. head, .. Pack([.. gaps], gapBits), .. Run(type, stored.ToArray())]);
    }

    internal byte[] ToArray()
    {
        var offset = Align(24 + (16 * _tensors.Count));
        var content = new byte[offset + _tensors.Sum(t => Align(t.Payload.Length))];
        "WHTL"u8.CopyTo(content);
        content[4] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(8), _tensors.Count);
        for (var i = 0; i < _tensors.Count; i++)
        {
            var entry = content.AsSpan(24 + (16 * i));
            entry[0] = (byte)_tensors[i].Encoding;
            entry[1] = (byte)_tensors[i].Type;
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], _tensors[i].Count);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], _tensors[i].Payload.Length);
            _tensors[i].Payload.CopyTo(content, offset);
            offset += Align(_tensors[i].Payload.Length);
        }

        Seal(content);
        return content;
    }

    internal static void Seal(Span<byte> content)
    {
        var hash = 0xcbf29ce484222325ul;
        for (var i = 24; i < content.Length; i += 8)
        {
            var word = 0ul;
            for (var k = 0; k < 8 && i + k < content.Length; k++)
            {
                word |= (ulong)content[i + k] << (8 * k);
            }

            hash = unchecked((hash ^ word) * 0x100000001b3);
            hash ^= hash >> 32;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(content[16..], hash);
    }

    private WeightWriter Add(WeightEncoding encoding, WeightElementType type, int count, byte[] payload)
    {
        _tensors.Add((encoding, type, count, payload));
        return this;
    }

    private static int Align(int length) => (length + 63) / 64 * 64;

    private static byte[] Run<T>(WeightElementType type, T[] values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes<T>(values).ToArray();
        return type is WeightElementType.Int4 or WeightElementType.UInt4
            ? [.. bytes.Chunk(2).Select(pair => (byte)((pair[0] & 15) | (pair.Length > 1 ? pair[1] << 4 : 0)))]
            : bytes;
    }

    private static byte[] Pack(int[] values, int bits)
    {
        var packed = new byte[((values.Length * bits) + 7) / 8];
        for (var i = 0; i < values.Length * bits; i++)
        {
            packed[i / 8] |= (byte)(((values[i / bits] >> (i % bits)) & 1) << (i % 8));
        }

        return packed;
    }
}
