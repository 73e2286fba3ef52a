using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>What symbols stand for: tables of values, one for all rows or one each, or a scale for each row of integers.</summary>
internal readonly ref struct ValueTables<T>
    where T : unmanaged
{
    private readonly T[] _values;
    private readonly int _minimum;

    private ValueTables(T[] values, int rows, int width, bool scaled = false, int minimum = 0) =>
        (_values, Rows, Width, IsScaled, _minimum) = (values, rows, width, scaled, minimum);

    /// <summary>Tables: the tensor has this many rows of equal length.</summary>
    internal int Rows { get; }

    /// <summary>Symbols.</summary>
    internal int Width { get; }

    /// <summary>Whether the values are scales rather than tables.</summary>
    internal bool IsScaled { get; }

    /// <summary>The only table, which is not to be changed.</summary>
    internal T[] Values => _values;

    internal static ValueTables<T> Read(ref PayloadCursor cursor, StoredValues form)
    {
        switch (form)
        {
            case StoredValues.Codebook:
                var rows = ReadRows(ref cursor);
                var width = cursor.Number(1, WeightFormat.MaximumAlphabet, "the size of its codebook");
                return new(ReadTable(ref cursor, (long)rows * width), rows, width);
            case StoredValues.Integers:
                return ReadIntegers(ref cursor);
            case StoredValues.Scaled when typeof(T) == typeof(float) && cursor.Context.Entry.Type == WeightElementType.Float32:
                var scales = ReadRows(ref cursor);
                var minimum = (int)Math.Clamp(cursor.Signed(), -WeightFormat.MaximumAlphabet, WeightFormat.MaximumAlphabet);
                return new(ReadTable(ref cursor, scales), scales, cursor.Number(1, WeightFormat.MaximumAlphabet, "the number of its integers"), true, minimum);
            default:
                throw cursor.Context.Fail($"its elements are stored in the unknown way {(int)form}");
        }
    }

    internal T Value(int row, int symbol) => IsScaled ? Scale(row, symbol) : _values[(row * Width) + symbol];

    /// <summary>Writes what the symbols of one row stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Expand(int row, ReadOnlySpan<ushort> symbols, Span<T> destination)
    {
        if (IsScaled)
        {
            for (var i = 0; i < symbols.Length; i++)
            {
                destination[i] = Scale(row, symbols[i]);
            }

            return;
        }

        var table = _values.AsSpan(row * Width, Width);
        for (var i = 0; i < symbols.Length; i++)
        {
            destination[i] = table[symbols[i]];
        }
    }

    private static int ReadRows(ref PayloadCursor cursor)
    {
        var count = cursor.Context.Entry.Count;
        var rows = cursor.Number(1, Math.Max(1, count), "the number of its rows");
        return count % rows == 0 ? rows : throw cursor.Context.Fail($"{rows} rows do not share its elements evenly");
    }

    private static T[] ReadTable(ref PayloadCursor cursor, long entries)
    {
        var form = (StoredValues)cursor.UInt8();
        if (entries > cursor.Rest.Length * 2L)
        {
            throw cursor.Context.Fail($"{entries} values cannot be in the {cursor.Rest.Length} bytes that are left");
        }

        var table = new T[entries];
        ValueReader.ReadRun<T>(ref cursor, form, table);
        return table;
    }

    private static ValueTables<T> ReadIntegers(ref PayloadCursor cursor)
    {
        var minimum = cursor.Signed();
        var width = cursor.Number(1, WeightFormat.MaximumAlphabet, "the number of its integers");
        var (least, most) = Limits(ref cursor);
        if (minimum < least || minimum > most || width - 1 > most - minimum)
        {
            throw cursor.Context.Fail($"its {width} integers from {minimum} on leave its type");
        }

        var table = new T[width];
        for (var i = 0; i < width; i++)
        {
            table[i] = LowBytes(minimum + i);
        }

        return new(table, 1, width);
    }

    private static (long Least, long Most) Limits(ref PayloadCursor cursor) => cursor.Context.Entry.Type switch
    {
        WeightElementType.Int4 => (-8, 7),
        WeightElementType.UInt4 => (0, 15),
        WeightElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        WeightElementType.UInt8 => (0, byte.MaxValue),
        WeightElementType.Int32 => (int.MinValue, int.MaxValue),
        WeightElementType.Int64 => (long.MinValue / 2, long.MaxValue / 2),
        _ => throw cursor.Context.Fail("only integers are stored as integers"),
    };

    /// <summary>The number as an element: its low bytes.</summary>
    private static T LowBytes(long number) => Unsafe.SizeOf<T>() switch
    {
        sizeof(byte) => Unsafe.BitCast<byte, T>((byte)number),
        sizeof(int) => Unsafe.BitCast<int, T>((int)number),
        _ => Unsafe.BitCast<long, T>(number),
    };

    /// <summary>T is float (see <see cref="Read"/>). One rounding, as the compiler expects.</summary>
    private T Scale(int row, int symbol) => Unsafe.BitCast<float, T>((_minimum + symbol) * Unsafe.BitCast<T, float>(_values[row]));
}
