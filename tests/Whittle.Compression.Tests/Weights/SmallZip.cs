using System.Text;

namespace Whittle.Compression.Tests.Weights;

/// <summary>Writes zip archives of stored members by PKWARE's APPNOTE, in the ways that a library does not offer.</summary>
/// <param name="descriptors">Sizes and checksum stand behind a member's data.</param>
/// <param name="wide">Sizes and offsets of members and of the directory stand in their 64-bit fields.</param>
internal sealed class SmallZip(bool descriptors, bool wide)
{
    private readonly List<byte> _members = [];
    private readonly List<byte> _directory = [];
    private ulong _count;

    /// <param name="name">The member's name.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="claimed">Size that the headers claim, when it is not that of the bytes.</param>
    public SmallZip Add(string name, byte[] bytes, long? claimed = null)
    {
        var (offset, size) = ((ulong)_members.Count, (ulong)(claimed ?? bytes.Length));
        var (checksum, flags) = (Checksum(bytes), (ushort)(descriptors ? 8 : 0));
        var text = Encoding.UTF8.GetBytes(name);
        byte[] sizes = wide ? [.. Little(0xFFFFFFFF, 4), .. Little(0xFFFFFFFF, 4)] : [.. Little((ulong)bytes.Length, 4), .. Little(size, 4)];
        byte[] extra = wide ? [.. Little(1, 2), .. Little(24, 2), .. Little(size, 8), .. Little((ulong)bytes.Length, 8), .. Little(offset, 8)] : [];
        var local = wide ? extra[..20] : extra;
        if (wide)
        {
            local[2] = 16;
        }

        _members.AddRange([.. Little(0x04034B50, 4), .. Little(45, 2), .. Little(flags, 2), .. new byte[6], .. Little(descriptors ? 0 : checksum, 4)]);
        _members.AddRange(
            [.. descriptors ? new byte[8] : sizes, .. Little((ulong)text.Length, 2), .. Little(descriptors ? 0 : (ulong)local.Length, 2), .. text, .. descriptors ? [] : local, .. bytes]);
        if (descriptors)
        {
            _members.AddRange([.. Little(0x08074B50, 4), .. Little(checksum, 4), .. Little((ulong)bytes.Length, wide ? 8 : 4), .. Little(size, wide ? 8 : 4)]);
        }

        _directory.AddRange(
            [.. Little(0x02014B50, 4), .. Little(45, 2), .. Little(45, 2), .. Little(flags, 2), .. new byte[6], .. Little(checksum, 4), .. sizes]);
        _directory.AddRange(
            [.. Little((ulong)text.Length, 2), .. Little((ulong)extra.Length, 2), .. new byte[10], .. Little(wide ? 0xFFFFFFFF : offset, 4), .. text, .. extra]);
        _count++;
        return this;
    }

    public byte[] ToArray()
    {
        var (start, length) = ((ulong)_members.Count, (ulong)_directory.Count);
        byte[] wideEnd =
        [
            .. Little(0x06064B50, 4),
            .. Little(44, 8),
            .. Little(45, 2),
            .. Little(45, 2),
            .. new byte[8],
            .. Little(_count, 8),
            .. Little(_count, 8),
            .. Little(length, 8),
            .. Little(start, 8),
            .. Little(0x07064B50, 4), .. new byte[4], .. Little(start + length, 8), .. Little(1, 4),
        ];
        byte[] end =
        [
            .. Little(0x06054B50, 4),
            .. new byte[4],
            .. Little(wide ? 0xFFFF : _count, 2),
            .. Little(wide ? 0xFFFF : _count, 2),
            .. Little(wide ? 0xFFFFFFFF : length, 4),
            .. Little(wide ? 0xFFFFFFFF : start, 4), .. new byte[2],
        ];
        return [.. _members, .. _directory, .. wide ? wideEnd : [], .. end];
    }

    /// <summary>CRC-32, bit by bit.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var value = 0xFFFFFFFFu;
        foreach (var part in bytes)
        {
            value ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ (0xEDB88320u & (0u - (value & 1)));
            }
        }

        return ~value;
    }

    private static byte[] Little(ulong value, int bytes) => BitConverter.GetBytes(value)[..bytes];
}
