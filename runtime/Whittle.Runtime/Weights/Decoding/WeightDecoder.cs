using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Decodes one payload. Every length is checked before it is used; the message goes to <see cref="WeightFormatException"/>.</summary>
/// <remarks>The loops are compiled with full optimization at once: each tensor is decoded a single time, before the JIT would find them hot.</remarks>
internal static class WeightDecoder
{
    /// <param name="payload">The tensor's bytes.</param>
    /// <param name="context">Which tensor it is.</param>
    /// <param name="destination">As many elements as the tensor has, of a type that it can be read as.</param>
    /// <param name="elementBytes">Bytes of an element.</param>
    internal static void Read(ReadOnlySpan<byte> payload, WeightContext context, Span<byte> destination, int elementBytes)
    {
        var cursor = new PayloadCursor(payload, context);
        if (context.Entry.Places == StoredPlaces.All)
        {
            ValueReader.Read(ref cursor, destination, elementBytes);
        }
        else
        {
            var positions = GapReader.Read(ref cursor, context.Entry.Count);
            destination.Clear();
            ValueReader.Read(ref cursor, destination, elementBytes, positions);
        }

        cursor.RequireEnd();
    }

    /// <summary>The codebook of a tensor that has one of at most 256 entries, as bytes.</summary>
    internal static byte[] ReadCodebook(ReadOnlySpan<byte> payload, WeightContext context, int elementBytes)
    {
        var cursor = new PayloadCursor(payload, context);
        return Codebook(ref cursor, elementBytes).Values;
    }

    /// <summary>The index of each element into the codebook of a tensor that has one of at most 256 entries.</summary>
    internal static byte[] ReadIndices(ReadOnlySpan<byte> payload, WeightContext context, int elementBytes)
    {
        var cursor = new PayloadCursor(payload, context);
        var tables = Codebook(ref cursor, elementBytes);
        var indices = new byte[context.Entry.Count];
        var symbols = new SymbolReader(ref cursor, indices.Length, tables.Width);
        var chunk = new ushort[Math.Min(SymbolReader.Chunk, indices.Length)];
        for (var done = 0; done < indices.Length; done += chunk.Length)
        {
            var part = chunk.AsSpan(0, Math.Min(chunk.Length, indices.Length - done));
            symbols.Read(part);
            SymbolExpansion.Integers(0, part, indices.AsSpan(done), sizeof(byte));
        }

        symbols.RequireEnd();
        cursor.RequireEnd();
        return indices;
    }

    private static ValueTables Codebook(ref PayloadCursor cursor, int elementBytes)
    {
        var context = cursor.Context;
        if (context.Entry.Places != StoredPlaces.All || (StoredValues)cursor.UInt8() != StoredValues.Codebook)
        {
            throw context.Fail("the code expects a codebook");
        }

        var tables = ValueTables.Read(ref cursor, StoredValues.Codebook, elementBytes);
        return tables.Rows == 1 && tables.Width <= 256
            ? tables : throw context.Fail($"it has {tables.Rows} codebooks of {tables.Width} entries; a byte can index one of 256");
    }
}
