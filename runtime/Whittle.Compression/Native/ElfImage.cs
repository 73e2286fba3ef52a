using System.Text;

namespace Whittle.Compression.Native;

/// <summary>Bounds-checked little-endian access to a 64-bit ELF file, and its dynamic section: addresses by tag.</summary>
internal sealed class ElfImage
{
    private const int ProgramHeaders = 32;
    private const int ProgramHeaderCount = 56;
    private const int ProgramHeaderSize = 56;
    private const uint Load = 1;
    private const uint Dynamic = 2;

    private readonly byte[] _bytes;
    private readonly List<Segment> _segments = [];
    private readonly Dictionary<ulong, ulong> _tags = [];

    public ElfImage(byte[] bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 64 || ReadUInt32(0) != 0x464C457F || bytes[4] != 2 || bytes[5] != 1)
        {
            throw new InvalidDataException("This is not a little-endian 64-bit ELF file.");
        }

        var start = Offset(ReadUInt64(ProgramHeaders));
        for (var i = 0; i < ReadUInt16(ProgramHeaderCount); i++)
        {
            ReadSegment(start + (i * ProgramHeaderSize));
        }
    }

    public ushort ReadUInt16(int offset) => (ushort)(At(offset) | (At(offset + 1) << 8));

    public uint ReadUInt32(int offset) => ReadUInt16(offset) | ((uint)ReadUInt16(offset + 2) << 16);

    public ulong ReadUInt64(int offset) => ReadUInt32(offset) | ((ulong)ReadUInt32(offset + 4) << 32);

    public byte At(int offset) =>
        (uint)offset < (uint)_bytes.Length ? _bytes[offset] : throw new InvalidDataException($"The ELF file ends before offset {offset}.");

    public void Write(int offset, byte value)
    {
        At(offset);
        _bytes[offset] = value;
    }

    /// <summary>The zero-terminated text at an offset.</summary>
    public string ReadText(int offset)
    {
        var end = offset;
        while (At(end) != 0)
        {
            end++;
        }

        return Encoding.ASCII.GetString(_bytes, offset, end - offset);
    }

    /// <summary>Value of a tag of the dynamic section, or null.</summary>
    public ulong? Tag(ulong tag) => _tags.TryGetValue(tag, out var value) ? value : null;

    /// <summary>Where in the file the address lies that a tag gives.</summary>
    public int Locate(ulong tag, string what)
    {
        var address = Tag(tag) ?? throw new InvalidDataException($"The ELF file has no {what}.");
        foreach (var segment in _segments)
        {
            if (address >= segment.Address && address - segment.Address < segment.Size)
            {
                return Offset(segment.Offset + (address - segment.Address));
            }
        }

        throw new InvalidDataException($"The {what} of the ELF file lies outside its segments.");
    }

    private void ReadSegment(int header)
    {
        var segment = new Segment(ReadUInt64(header + 16), ReadUInt64(header + 8), ReadUInt64(header + 32));
        switch (ReadUInt32(header))
        {
            case Load:
                _segments.Add(segment);
                break;
            case Dynamic:
                ReadDynamic(Offset(segment.Offset), Offset(segment.Size));
                break;
        }
    }

    private void ReadDynamic(int offset, int size)
    {
        for (var entry = offset; entry < offset + size && ReadUInt64(entry) != 0; entry += 16)
        {
            if (!_tags.ContainsKey(ReadUInt64(entry)))
            {
                _tags.Add(ReadUInt64(entry), ReadUInt64(entry + 8));
            }
        }
    }

    private int Offset(ulong value) =>
        value <= (ulong)_bytes.Length ? (int)value : throw new InvalidDataException($"The ELF file names offset {value}, past its end.");

    private sealed record Segment(ulong Address, ulong Offset, ulong Size);
}
