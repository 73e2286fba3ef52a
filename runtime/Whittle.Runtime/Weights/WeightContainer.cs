using System.Buffers.Binary;
using Whittle.Runtime.Weights.Decoding;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights;

/// <summary>Header and directory of a container: reads them and believes no length that it has not checked.</summary>
internal static class WeightContainer
{
    internal static WeightEntry[] ReadDirectory(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length < WeightFormat.HeaderBytes || !content.StartsWith(WeightFormat.Magic))
        {
            throw new WeightFormatException(name, "they do not start with the header 'WHTL'");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(content[4..]);
        if (version != WeightFormat.Version)
        {
            throw new WeightFormatException(name, $"their format is version {version}, this runtime reads version {WeightFormat.Version}");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(content[8..]) != WeightChecksum.Of(content[WeightFormat.HeaderBytes..]))
        {
            throw new WeightFormatException(name, "the checksum does not match, some bytes have changed");
        }

        return ReadEntries(content, name);
    }

    private static WeightEntry[] ReadEntries(ReadOnlySpan<byte> content, string name)
    {
        var cursor = new PayloadCursor(content[WeightFormat.HeaderBytes..], new WeightContext(name, WeightContext.Directory, default));
        var entries = new WeightEntry[cursor.Number(0, content.Length, "the number of tensors")];
        var payloads = 0L;
        for (var i = 0; i < entries.Length; i++)
        {
            var form = cursor.UInt8();
            var (places, type) = ((StoredPlaces)(form >> 4), (WeightElementType)(form & 15));
            if (places == StoredPlaces.SameAs && i > 0)
            {
                entries[i] = entries[cursor.Number(0, i - 1, $"tensor {i} is an earlier one again, whose index")];
                continue;
            }

            if (places > StoredPlaces.Gaps || type > WeightElementType.UInt4)
            {
                throw new WeightFormatException(name, $"tensor {i} has the unknown form {form}");
            }

            var count = cursor.Number(0, WeightFormat.MaximumElements, $"the number of elements of tensor {i}");
            var length = cursor.Number(0, content.Length, $"the length of tensor {i}");
            entries[i] = new(places, type, count, (int)Math.Min(payloads, content.Length), length);
            payloads += length;
        }

        // Payloads follow the directory without gaps, to the end of the file.
        var first = content.Length - (int)Math.Min(payloads, content.Length);
        if (payloads != cursor.Rest.Length)
        {
            throw new WeightFormatException(name, $"the tensors take {payloads} bytes, {cursor.Rest.Length} follow the directory");
        }

        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = entries[i] with { Offset = entries[i].Offset + first };
        }

        return entries;
    }
}
