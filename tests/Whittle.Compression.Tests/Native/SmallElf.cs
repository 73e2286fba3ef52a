using System.Buffers.Binary;
using System.Text;

namespace Whittle.Compression.Tests.Native;

/// <summary>A shared library of 464 bytes, good for no loader: three symbols, of which the last two need the versions LIB_1 and LIB_2.</summary>
internal static class SmallElf
{
    public const int Dynamic = 176;
    public const int Symbols = 288;
    public const int Versions = 360;
    public const int Needs = 368;
    public const int Strings = 416;

    // Addresses differ from offsets, as they do in real files.
    private const int Base = 0x1000;

    public static byte[] Create()
    {
        var text = Encoding.ASCII.GetBytes("\0old_symbol\0new_symbol\0lib.so\0LIB_1\0LIB_2\0");
        var bytes = new byte[Strings + text.Length];
        text.CopyTo(bytes, Strings);
        byte[] magic = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        magic.CopyTo(bytes, 0);
        Write64(bytes, 32, 64);
        Write16(bytes, 56, 2);

        WriteSegment(bytes, 64, 1, 0, bytes.Length);
        WriteSegment(bytes, 120, 2, Dynamic, 112);
        (ulong Tag, int Value)[] entries =
            [(5, Base + Strings), (6, Base + Symbols), (11, 24), (0x6FFFFFFE, Base + Needs), (0x6FFFFFFF, 1), (0x6FFFFFF0, Base + Versions), (0, 0)];
        for (var i = 0; i < entries.Length; i++)
        {
            Write64(bytes, Dynamic + (16 * i), entries[i].Tag);
            Write64(bytes, Dynamic + (16 * i) + 8, (ulong)entries[i].Value);
        }

        WriteSymbol(bytes, 1, name: 1, version: 3);
        WriteSymbol(bytes, 2, name: 12, version: 4);
        WriteNeeds(bytes);
        return bytes;
    }

    private static void WriteNeeds(byte[] bytes)
    {
        Write16(bytes, Needs, 1);
        Write16(bytes, Needs + 2, 2);
        Write32(bytes, Needs + 4, 23);
        Write32(bytes, Needs + 8, 16);
        for (var i = 0; i < 2; i++)
        {
            var entry = Needs + 16 + (16 * i);
            Write16(bytes, entry + 6, (ushort)(3 + i));
            Write32(bytes, entry + 8, (uint)(30 + (6 * i)));
            Write32(bytes, entry + 12, i == 0 ? 16u : 0);
        }
    }

    private static void WriteSegment(byte[] bytes, int offset, uint type, int start, int size)
    {
        Write32(bytes, offset, type);
        Write64(bytes, offset + 8, (ulong)start);
        Write64(bytes, offset + 16, (ulong)(Base + start));
        Write64(bytes, offset + 32, (ulong)size);
    }

    private static void WriteSymbol(byte[] bytes, int index, uint name, ushort version)
    {
        Write32(bytes, Symbols + (24 * index), name);
        bytes[Symbols + (24 * index) + 4] = (1 << 4) | 2;
        Write16(bytes, Versions + (2 * index), version);
    }

    private static void Write16(byte[] bytes, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), value);

    private static void Write32(byte[] bytes, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);

    private static void Write64(byte[] bytes, int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset), value);
}
