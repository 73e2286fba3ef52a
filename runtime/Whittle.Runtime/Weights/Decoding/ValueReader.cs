using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Reads the given elements of a tensor into their places.</summary>
internal static class ValueReader
{
    /// <summary>Every element.</summary>
    internal static void Read(ref PayloadCursor cursor, Span<byte> destination, int elementBytes)
    {
        var form = (StoredValues)cursor.UInt8();
        if (form is StoredValues.Run or StoredValues.HalfRun)
        {
            ReadRun(ref cursor, form, destination, elementBytes);
        }
        else
        {
            ReadSymbols(ref cursor, form, destination, elementBytes);
        }
    }

    /// <summary>The elements at ascending positions; the others stay as they are.</summary>
    internal static void Read(ref PayloadCursor cursor, Span<byte> destination, int elementBytes, int[] positions)
    {
        var form = (StoredValues)cursor.UInt8();
        if (form is not (StoredValues.Run or StoredValues.HalfRun))
        {
            ReadSymbols(ref cursor, form, destination, elementBytes, positions);
            return;
        }

        var values = new byte[positions.Length * elementBytes];
        ReadRun(ref cursor, form, values, elementBytes);
        SymbolExpansion.Scatter(values, positions, destination, elementBytes);
    }

    /// <summary>A run in the tensor's type, or of halves that are floats.</summary>
    internal static void ReadRun(ref PayloadCursor cursor, StoredValues form, Span<byte> destination, int elementBytes)
    {
        var type = cursor.Context.Entry.Type;
        if (form == StoredValues.HalfRun)
        {
            type = type == WeightElementType.Float32 ? WeightElementType.Float16 : throw cursor.Context.Fail("halves are for floats of 32 bits");
        }
        else if (form != StoredValues.Run)
        {
            throw cursor.Context.Fail($"its elements are stored in the unknown way {(int)form}");
        }

        WeightRun.Read(type, cursor.Take(WeightEntry.RunBytes(type, destination.Length / elementBytes)), destination, elementBytes);
    }

    private static void ReadSymbols(ref PayloadCursor cursor, StoredValues form, Span<byte> destination, int elementBytes)
    {
        var tables = ValueTables.Read(ref cursor, form, elementBytes);
        var count = destination.Length / elementBytes;
        var symbols = new SymbolReader(ref cursor, count, tables.Width);
        var rowLength = count / tables.Rows;
        var chunk = new ushort[Math.Min(SymbolReader.Chunk, rowLength)];
        for (var row = 0; row < tables.Rows; row++)
        {
            for (var done = 0; done < rowLength; done += chunk.Length)
            {
                var part = chunk.AsSpan(0, Math.Min(chunk.Length, rowLength - done));
                symbols.Read(part);
                tables.Expand(row, part, destination);
                destination = destination[(part.Length * elementBytes)..];
            }
        }

        symbols.RequireEnd();
    }

    private static void ReadSymbols(ref PayloadCursor cursor, StoredValues form, Span<byte> destination, int elementBytes, int[] positions)
    {
        var tables = ValueTables.Read(ref cursor, form, elementBytes);
        var symbols = new SymbolReader(ref cursor, positions.Length, tables.Width);
        var rowLength = destination.Length / elementBytes / tables.Rows;
        var chunk = new ushort[Math.Min(SymbolReader.Chunk, positions.Length)];
        var values = new byte[chunk.Length * elementBytes];
        for (var done = 0; done < positions.Length; done += chunk.Length)
        {
            var part = chunk.AsSpan(0, Math.Min(chunk.Length, positions.Length - done));
            symbols.Read(part);
            var places = positions.AsSpan(done, part.Length);
            if (tables.Rows == 1)
            {
                tables.Expand(0, part, values);
            }
            else
            {
                ExpandRows(tables, part, places, rowLength, values, elementBytes);
            }

            SymbolExpansion.Scatter(values.AsSpan(0, part.Length * elementBytes), places, destination, elementBytes);
        }

        symbols.RequireEnd();
    }

    /// <summary>Positions ascend, so those of a row follow one another.</summary>
    private static void ExpandRows(
        in ValueTables tables, ReadOnlySpan<ushort> symbols, ReadOnlySpan<int> positions, int rowLength, Span<byte> values, int elementBytes)
    {
        for (var start = 0; start < positions.Length;)
        {
            var row = positions[start] / rowLength;
            var end = start + 1;
            while (end < positions.Length && positions[end] < (row + 1L) * rowLength)
            {
                end++;
            }

            tables.Expand(row, symbols[start..end], values[(start * elementBytes)..]);
            start = end;
        }
    }
}
