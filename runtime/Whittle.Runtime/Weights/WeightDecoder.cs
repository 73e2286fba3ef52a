using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Weights;

/// <summary>Decodes one payload. Every length is checked before it is used; the message goes to <see cref="WeightFormatException"/>.</summary>
/// <remarks>The loops are compiled with full optimization at once: each tensor is decoded a single time, before the JIT would find them hot.</remarks>
internal readonly ref struct WeightDecoder(ReadOnlySpan<byte> payload, WeightEntry entry, int index, string name)
{
    private readonly ReadOnlySpan<byte> _payload = payload;

    internal void Read<T>(Span<T> destination)
        where T : unmanaged
    {
        switch (entry.Encoding)
        {
            case WeightEncoding.Codebook:
                ReadExpanded(destination);
                break;
            case WeightEncoding.SparseGaps:
                ReadSparse(destination);
                break;
            default:
                RequireLength(WeightEntry.RunBytes(entry.Type, entry.Count));
                WeightRun.Read(entry.Type, _payload, destination);
                break;
        }
    }

    /// <summary>Splits a codebook payload into its table and its packed indices.</summary>
    internal T[] ReadTable<T>(out ReadOnlySpan<byte> packed, out int bits)
        where T : unmanaged
    {
        RequireAtLeast(sizeof(ushort));
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(_payload);
        if (entries == 0)
        {
            throw Fail("its codebook is empty");
        }

        bits = BitOperations.Log2((uint)entries - 1 | 1) + (entries > 1 ? 1 : 0);
        var run = WeightEntry.RunBytes(entry.Type, entries);
        RequireLength(sizeof(ushort) + run + PackedBytes(entry.Count, bits));
        var table = new T[entries];
        WeightRun.Read(entry.Type, _payload.Slice(sizeof(ushort), (int)run), table);
        packed = _payload[(sizeof(ushort) + (int)run)..];
        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void ReadIndices(ReadOnlySpan<byte> packed, int bits, int entries, Span<byte> indices)
    {
        var reader = new BitReader(packed, bits);
        var largest = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            var value = reader.Read();
            largest |= value >= entries ? 1 : 0;
            indices[i] = (byte)value;
        }

        if (largest != 0)
        {
            throw Fail($"an index is not below its codebook's {entries} entries");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadExpanded<T>(Span<T> destination)
        where T : unmanaged
    {
        var table = ReadTable<T>(out var packed, out var bits);
        var reader = new BitReader(packed, bits);
        for (var i = 0; i < destination.Length; i++)
        {
            var value = reader.Read();
            if ((uint)value >= (uint)table.Length)
            {
                throw Fail($"index {value} is not below its codebook's {table.Length} entries");
            }

            destination[i] = table[value];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadSparse<T>(Span<T> destination)
        where T : unmanaged
    {
        const int Head = 6;
        RequireAtLeast(Head);
        int bits = _payload[0];
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(_payload[2..]);
        if (bits is < 1 or > 16)
        {
            throw Fail($"its gaps have {bits} bits, allowed are 1 to 16");
        }

        var gapBytes = PackedBytes(stored, bits);
        RequireLength(Head + gapBytes + WeightEntry.RunBytes(entry.Type, stored));
        if (stored > destination.Length)
        {
            throw Fail($"it stores {stored} values for {destination.Length} elements");
        }

        var values = new T[stored];
        WeightRun.Read(entry.Type, _payload[(Head + (int)gapBytes)..], values);
        var reader = new BitReader(_payload.Slice(Head, (int)gapBytes), bits);
        destination.Clear();
        var position = -1;
        foreach (var value in values)
        {
            // At most 2^28 elements and gaps below 2^16: the sum cannot overflow before the check.
            position += reader.Read() + 1;
            if (position >= destination.Length)
            {
                throw Fail($"its gaps lead past element {destination.Length}");
            }

            destination[position] = value;
        }
    }

    private static long PackedBytes(long count, int bits) => ((count * bits) + 7) / 8;

    private void RequireAtLeast(int bytes)
    {
        if (_payload.Length < bytes)
        {
            throw Fail($"its payload of {_payload.Length} bytes is too short");
        }
    }

    private void RequireLength(long bytes)
    {
        if (_payload.Length != bytes)
        {
            throw Fail($"its payload has {_payload.Length} bytes, its encoding needs {bytes}");
        }
    }

    internal WeightFormatException Fail(string problem) => new(name, $"tensor {index} ({entry.Encoding}, {entry.Type}, {entry.Count} elements): {problem}");
}
