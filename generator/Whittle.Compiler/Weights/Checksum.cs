using System.Buffers.Binary;

namespace Whittle.Compiler.Weights;

/// <summary>The container's checksum: FNV-1a on little-endian 64-bit words with a mixing shift; the last word is filled up with zeros.</summary>
internal static class Checksum
{
    public static ulong Of(ReadOnlySpan<byte> content)
    {
        var hash = 0xcbf29ce484222325UL;
        Span<byte> last = stackalloc byte[8];
        for (var i = 0; i < content.Length; i += 8)
        {
            ulong word;
            if (content.Length - i >= 8)
            {
                word = BinaryPrimitives.ReadUInt64LittleEndian(content.Slice(i, 8));
            }
            else
            {
                last.Clear();
                content.Slice(i).CopyTo(last);
                word = BinaryPrimitives.ReadUInt64LittleEndian(last);
            }

            hash = unchecked((hash ^ word) * 0x100000001b3UL);
            hash ^= hash >> 32;
        }

        return hash;
    }
}
