using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>The loops from symbols to elements, and from there to their places. Elements are numbers of one, two, four or eight bytes, whatever they mean.</summary>
/// <remarks>Optimized at once: each tensor is decoded a single time, before the JIT would find them hot. A method for each size and form, so that only those
/// in use are compiled.</remarks>
internal static class SymbolExpansion
{
    /// <summary>What symbols stand for in a table.</summary>
    internal static void Table(ReadOnlySpan<byte> table, ReadOnlySpan<ushort> symbols, Span<byte> destination, int elementBytes)
    {
        switch (elementBytes)
        {
            case 1:
                Table<byte>(table, symbols, destination);
                break;
            case 2:
                Table<ushort>(table, symbols, destination);
                break;
            case 4:
                Table<uint>(table, symbols, destination);
                break;
            default:
                Table<ulong>(table, symbols, destination);
                break;
        }
    }

    /// <summary>The integers from <paramref name="minimum"/> on, which fit.</summary>
    internal static void Integers(long minimum, ReadOnlySpan<ushort> symbols, Span<byte> destination, int elementBytes)
    {
        switch (elementBytes)
        {
            case 1:
                Bytes((int)minimum, symbols, destination);
                break;
            case 4:
                Words((int)minimum, symbols, destination);
                break;
            default:
                LongWords(minimum, symbols, destination);
                break;
        }
    }

    /// <summary>Integers times a scale, in floats. One rounding, as the compiler expects.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    internal static void Scaled(int minimum, float scale, ReadOnlySpan<ushort> symbols, Span<byte> destination)
    {
        var elements = Elements<float>(destination);
        for (var i = 0; i < symbols.Length; i++)
        {
            elements[i] = (minimum + symbols[i]) * scale;
        }
    }

    /// <summary>Puts elements where they belong.</summary>
    internal static void Scatter(ReadOnlySpan<byte> values, ReadOnlySpan<int> positions, Span<byte> destination, int elementBytes)
    {
        switch (elementBytes)
        {
            case 1:
                Scatter<byte>(values, positions, destination);
                break;
            case 2:
                Scatter<ushort>(values, positions, destination);
                break;
            case 4:
                Scatter<uint>(values, positions, destination);
                break;
            default:
                Scatter<ulong>(values, positions, destination);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Table<T>(ReadOnlySpan<byte> table, ReadOnlySpan<ushort> symbols, Span<byte> destination)
        where T : unmanaged
    {
        var entries = MemoryMarshal.Cast<byte, T>(table);
        var elements = Elements<T>(destination);
        for (var i = 0; i < symbols.Length; i++)
        {
            elements[i] = entries[symbols[i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T>(ReadOnlySpan<byte> values, ReadOnlySpan<int> positions, Span<byte> destination)
        where T : unmanaged
    {
        var given = MemoryMarshal.Cast<byte, T>(values);
        var elements = Elements<T>(destination);
        for (var i = 0; i < positions.Length; i++)
        {
            elements[positions[i]] = given[i];
        }
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void Bytes(int minimum, ReadOnlySpan<ushort> symbols, Span<byte> elements)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            elements[i] = unchecked((byte)(minimum + symbols[i]));
        }
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void Words(int minimum, ReadOnlySpan<ushort> symbols, Span<byte> destination)
    {
        var elements = Elements<int>(destination);
        for (var i = 0; i < symbols.Length; i++)
        {
            elements[i] = minimum + symbols[i];
        }
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void LongWords(long minimum, ReadOnlySpan<ushort> symbols, Span<byte> destination)
    {
        var elements = Elements<long>(destination);
        for (var i = 0; i < symbols.Length; i++)
        {
            elements[i] = minimum + symbols[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Elements<T>(Span<byte> bytes)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes);
}
