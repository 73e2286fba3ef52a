using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Weights.Format;

/// <summary>The container's checksum: FNV-1a on little-endian 64-bit words with a shift that mixes high bits down; the last word is filled up with zeros.</summary>
internal static class WeightChecksum
{
    private const ulong Offset = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    /// <summary>AggressiveOptimization, which .NET Standard 2.0 has no name for: the loop runs once, and takes a fifth of its time if it is optimized.</summary>
#if PRECOMPILED
    private const MethodImplOptions Optimized = MethodImplOptions.NoInlining;
#else
    private const MethodImplOptions Optimized = (MethodImplOptions)512;
#endif

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Words(bytes, Offset);
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
    private static ulong Words(ReadOnlySpan<byte> bytes, ulong hash)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes.Slice(sizeof(ulong)))
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
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
