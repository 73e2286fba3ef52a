using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Reads the given elements of a tensor into their places.</summary>
internal static class ValueReader
{
    /// <summary>Every element.</summary>
    internal static void Read<T>(ref PayloadCursor cursor, Span<T> destination)
        where T : unmanaged
    {
        var form = (StoredValues)cursor.UInt8();
        if (form is StoredValues.Run or StoredValues.HalfRun)
        {
            ReadRun(ref cursor, form, destination);
            return;
        }

        var tables = ValueTables<T>.Read(ref cursor, form);
        var symbols = new SymbolReader(ref cursor, destination.Length, tables.Width);
        var rowLength = destination.Length / tables.Rows;
        Span<ushort> chunk = stackalloc ushort[SymbolReader.Chunk];
        for (var row = 0; row < tables.Rows; row++)
        {
            var rest = destination.Slice(row * rowLength, rowLength);
            while (!rest.IsEmpty)
            {
                var part = chunk[..Math.Min(chunk.Length, rest.Length)];
                symbols.Read(part);
                tables.Expand(row, part, rest);
                rest = rest[part.Length..];
            }
        }

        symbols.RequireEnd();
    }

    /// <summary>The elements at ascending positions; the others stay as they are.</summary>
    internal static void Read<T>(ref PayloadCursor cursor, Span<T> destination, int[] positions)
        where T : unmanaged
    {
        var form = (StoredValues)cursor.UInt8();
        if (form is StoredValues.Run or StoredValues.HalfRun)
        {
            var values = new T[positions.Length];
            ReadRun<T>(ref cursor, form, values);
            for (var i = 0; i < values.Length; i++)
            {
                destination[positions[i]] = values[i];
            }

            return;
        }

        var tables = ValueTables<T>.Read(ref cursor, form);
        var symbols = new SymbolReader(ref cursor, positions.Length, tables.Width);
        var rowLength = destination.Length / tables.Rows;
        Span<ushort> chunk = stackalloc ushort[SymbolReader.Chunk];
        for (var done = 0; done < positions.Length; done += chunk.Length)
        {
            chunk = chunk[..Math.Min(chunk.Length, positions.Length - done)];
            symbols.Read(chunk);
            for (var i = 0; i < chunk.Length; i++)
            {
                var position = positions[done + i];
                destination[position] = tables.Value(position / rowLength, chunk[i]);
            }
        }

        symbols.RequireEnd();
    }

    /// <summary>A run in the tensor's type, or of halves that are floats.</summary>
    internal static void ReadRun<T>(ref PayloadCursor cursor, StoredValues form, Span<T> destination)
        where T : unmanaged
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

        WeightRun.Read(type, cursor.Take(WeightEntry.RunBytes(type, destination.Length)), destination);
    }
}
