using System.Buffers.Binary;

namespace Whittle.Runtime.Weights;

/// <summary>Header and directory of a container: reads them and believes no length that it has not checked.</summary>
internal static class WeightContainer
{
    internal const int HeaderBytes = 24;
    internal const int EntryBytes = 16;
    internal const int Alignment = 64;
    internal const int MaximumElements = 1 << 28;
    private const int Version = 1;

    internal static WeightEntry[] ReadDirectory(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length < HeaderBytes || !content[..4].SequenceEqual("WHTL"u8))
        {
            throw new WeightFormatException(name, "they do not start with the header 'WHTL'");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(content[4..]);
        if (version != Version)
        {
            throw new WeightFormatException(name, $"their format is version {version}, this runtime reads version {Version}");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(content[16..]) != WeightChecksum.Compute(content[HeaderBytes..]))
        {
            throw new WeightFormatException(name, "the checksum does not match, some bytes have changed");
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(content[8..]);
        var end = HeaderBytes + ((long)count * EntryBytes);
        if (end > content.Length)
        {
            throw new WeightFormatException(name, $"the directory of {count} tensors is longer than the file");
        }

        var entries = new WeightEntry[count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = ReadEntry(content, i, (int)end, name);
        }

        return entries;
    }

    private static WeightEntry ReadEntry(ReadOnlySpan<byte> content, int index, int directoryEnd, string name)
    {
        var bytes = content.Slice(HeaderBytes + (index * EntryBytes), EntryBytes);
        var encoding = (WeightEncoding)bytes[0];
        var type = (WeightElementType)bytes[1];
        long count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);

        if (encoding > WeightEncoding.SparseGaps || type > WeightElementType.UInt4)
        {
            throw new WeightFormatException(name, $"tensor {index} has the unknown encoding {bytes[0]} or element type {bytes[1]}");
        }

        if (count > MaximumElements)
        {
            throw new WeightFormatException(name, $"tensor {index} claims {count} elements, more than {MaximumElements}");
        }

        if (offset % Alignment != 0 || offset < directoryEnd || offset + length > content.Length)
        {
            throw new WeightFormatException(name, $"the payload of tensor {index} (offset {offset}, {length} bytes) is misaligned or outside the file");
        }

        return new(encoding, type, (int)count, (int)offset, (int)length);
    }
}
