using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Weights.Format;

/// <summary>The container's checksum: FNV-1a on little-endian 64-bit words with a shift that mixes high bits down; the last word is filled up with zeros.</summary>
internal static class WeightChecksum
{
    private const ulong Offset = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes.Slice(sizeof(ulong));
        }

        if (!bytes.IsEmpty)
        {
            Span<byte> last = stackalloc byte[sizeof(ulong)];
            last.Clear();
            bytes.CopyTo(last);
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(last));
        }

        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ulong hash, ulong word)
    {
        hash = unchecked((hash ^ word) * Prime);
        return hash ^ (hash >> 32);
    }
}
