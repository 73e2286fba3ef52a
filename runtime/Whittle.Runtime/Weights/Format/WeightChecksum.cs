using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Weights.Format;

/// <summary>The container's checksum: FNV-1a on little-endian 64-bit words with a shift that mixes high bits down; the last word is filled up with zeros.</summary>
internal static class WeightChecksum
{
    private const ulong Offset = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    public static unsafe ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        fixed (byte* first = bytes)
        {
            hash = Words((ulong*)first, bytes.Length / sizeof(ulong), hash);
        }

        var rest = bytes.Length % sizeof(ulong);
        if (rest == 0)
        {
            return hash;
        }

        var last = 0ul;
        for (var i = 1; i <= rest; i++)
        {
            last = (last << 8) | bytes[bytes.Length - i];
        }

        return Step(hash, last);
    }

    // The loop runs once, and takes a fifth of its time if it is optimized.
    [MethodImpl(OptimizedAtOnce.Loop)]
    private static unsafe ulong Words(ulong* words, int count, ulong hash)
    {
        for (; count > 0; count--, words++)
        {
            hash = Step(hash, BitConverter.IsLittleEndian ? *words : BinaryPrimitives.ReverseEndianness(*words));
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
