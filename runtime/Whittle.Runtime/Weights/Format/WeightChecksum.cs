using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Weights.Format;

/// <summary>The container's checksum: FNV-1a on little-endian 64-bit words with a shift that mixes high bits down; the last word is filled up with zeros.</summary>
internal static class WeightChecksum
{
    private const ulong Offset = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    /// <summary>AggressiveOptimization, which .NET Standard 2.0 has no name for: the loop runs once, and takes a fifth of its time if it is optimized.</summary>
    private const MethodImplOptions Optimized = (MethodImplOptions)512;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Words(MemoryMarshal.Cast<byte, ulong>(bytes), Offset);
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

    [MethodImpl(Optimized)]
    private static ulong Words(ReadOnlySpan<ulong> words, ulong hash)
    {
        foreach (var word in words)
        {
            hash = Step(hash, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
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
