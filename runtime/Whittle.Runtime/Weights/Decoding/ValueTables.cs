using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>What symbols stand for: tables of values, one for all rows or one each, integers from a least one on, or a scale for each row of integers.</summary>
/// <remarks>Elements are seen as so many bytes: one decoder for all types, as each more would have to be compiled before the first prediction.</remarks>
internal readonly struct ValueTables
{
    private readonly StoredValues _form;
    private readonly byte[] _values;
    private readonly int _elementBytes;
    private readonly long _minimum;

    private ValueTables(StoredValues form, byte[] values, int elementBytes, int rows, int width, long minimum) =>
        (_form, _values, _elementBytes, Rows, Width, _minimum) = (form, values, elementBytes, rows, width, minimum);

    /// <summary>Tables: the tensor has this many rows of equal length.</summary>
    internal int Rows { get; }

    /// <summary>Symbols.</summary>
    internal int Width { get; }

    /// <summary>The bytes of all tables, or of the scales; not to be changed.</summary>
    internal byte[] Values => _values;

    internal static ValueTables Read(ref PayloadCursor cursor, StoredValues form, int elementBytes) => form switch
    {
        StoredValues.Integers => ReadIntegers(ref cursor, elementBytes),
        StoredValues.Codebook => ReadCodebook(ref cursor, elementBytes),
        StoredValues.Scaled when cursor.Context.Entry.Type == WeightElementType.Float32 => ReadScaled(ref cursor),
        _ => throw cursor.Context.Fail($"its elements are stored in the unknown way {(int)form}"),
    };

    /// <summary>Writes what the symbols of one row stand for.</summary>
    internal void Expand(int row, ReadOnlySpan<ushort> symbols, Span<byte> destination)
    {
        switch (_form)
        {
            case StoredValues.Integers:
                SymbolExpansion.Integers(_minimum, symbols, destination, _elementBytes);
                break;
            case StoredValues.Scaled:
                SymbolExpansion.Scaled((int)_minimum, BitConverter.ToSingle(_values, row * sizeof(float)), symbols, destination);
                break;
            default:
                SymbolExpansion.Table(_values.AsSpan(row * Width * _elementBytes, Width * _elementBytes), symbols, destination, _elementBytes);
                break;
        }
    }

    private static ValueTables ReadCodebook(ref PayloadCursor cursor, int elementBytes)
    {
        var rows = ReadRows(ref cursor);
        var width = cursor.Number(1, WeightFormat.MaximumAlphabet, "the size of its codebook");
        return new(StoredValues.Codebook, ReadTable(ref cursor, (long)rows * width, elementBytes), elementBytes, rows, width, 0);
    }

    private static ValueTables ReadScaled(ref PayloadCursor cursor)
    {
        var rows = ReadRows(ref cursor);
        var minimum = Math.Clamp(cursor.Signed(), -WeightFormat.MaximumAlphabet, WeightFormat.MaximumAlphabet);
        var scales = ReadTable(ref cursor, rows, sizeof(float));
        return new(StoredValues.Scaled, scales, sizeof(float), rows, cursor.Number(1, WeightFormat.MaximumAlphabet, "the number of its integers"), minimum);
    }

    private static ValueTables ReadIntegers(ref PayloadCursor cursor, int elementBytes)
    {
        var minimum = cursor.Signed();
        var width = cursor.Number(1, WeightFormat.MaximumAlphabet, "the number of its integers");
        var (least, most) = Limits(ref cursor);
        return minimum >= least && minimum <= most && width - 1 <= most - minimum
            ? new(StoredValues.Integers, [], elementBytes, 1, width, minimum)
            : throw cursor.Context.Fail($"its {width} integers from {minimum} on leave its type");
    }

    private static int ReadRows(ref PayloadCursor cursor)
    {
        var count = cursor.Context.Entry.Count;
        var rows = cursor.Number(1, Math.Max(1, count), "the number of its rows");
        return count % rows == 0 ? rows : throw cursor.Context.Fail($"{rows} rows do not share its elements evenly");
    }

    private static byte[] ReadTable(ref PayloadCursor cursor, long entries, int elementBytes)
    {
        var form = (StoredValues)cursor.UInt8();
        if (entries > cursor.Rest.Length * 2L || entries * elementBytes > Array.MaxLength)
        {
            throw cursor.Context.Fail($"{entries} values cannot be in the {cursor.Rest.Length} bytes that are left");
        }

        var table = new byte[entries * elementBytes];
        ValueReader.ReadRun(ref cursor, form, table, elementBytes);
        return table;
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
}
