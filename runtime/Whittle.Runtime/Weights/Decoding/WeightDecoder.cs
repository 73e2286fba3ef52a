using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Decodes one payload. Every length is checked before it is used; the message goes to <see cref="WeightFormatException"/>.</summary>
/// <remarks>The loops are compiled with full optimization at once: each tensor is decoded a single time, before the JIT would find them hot.</remarks>
internal static class WeightDecoder
{
    /// <param name="payload">The tensor's bytes.</param>
    /// <param name="context">Which tensor it is.</param>
    /// <param name="destination">As many elements as the tensor has, of a type that it can be read as.</param>
    internal static void Read<T>(ReadOnlySpan<byte> payload, WeightContext context, Span<T> destination)
        where T : unmanaged
    {
        var cursor = new PayloadCursor(payload, context);
        if (context.Entry.Places == StoredPlaces.All)
        {
            ValueReader.Read(ref cursor, destination);
        }
        else
        {
            var positions = GapReader.Read(ref cursor, destination.Length);
            destination.Clear();
            ValueReader.Read(ref cursor, destination, positions);
        }

        cursor.RequireEnd();
    }

    /// <summary>The codebook of a tensor that has one of at most 256 entries, and the index of each element.</summary>
    internal static (byte[] Indices, T[] Codebook) ReadCodebook<T>(ReadOnlySpan<byte> payload, WeightContext context)
        where T : unmanaged
    {
        var cursor = new PayloadCursor(payload, context);
        if (context.Entry.Places != StoredPlaces.All || (StoredValues)cursor.UInt8() != StoredValues.Codebook)
        {
            throw context.Fail("the code expects a codebook");
        }

        var tables = ValueTables<T>.Read(ref cursor, StoredValues.Codebook);
        if (tables.Rows != 1 || tables.Width > 256)
        {
            throw context.Fail($"it has {tables.Rows} codebooks of {tables.Width} entries; a byte can index one of 256");
        }

        var indices = new byte[context.Entry.Count];
        var symbols = new SymbolReader(ref cursor, indices.Length, tables.Width);
        Span<ushort> chunk = stackalloc ushort[SymbolReader.Chunk];
        for (var done = 0; done < indices.Length; done += chunk.Length)
        {
            chunk = chunk[..Math.Min(chunk.Length, indices.Length - done)];
            symbols.Read(chunk);
            for (var i = 0; i < chunk.Length; i++)
            {
                indices[done + i] = (byte)chunk[i];
            }
        }

        symbols.RequireEnd();
        cursor.RequireEnd();
        return (indices, tables.Values);
    }
}
