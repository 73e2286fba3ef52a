namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Reads the positions of the elements that are given.</summary>
internal static class GapReader
{
    private const int WidestGap = 16;

    /// <summary>Ascending positions below <paramref name="length"/>.</summary>
    internal static int[] Read(ref PayloadCursor cursor, int length)
    {
        var stored = cursor.Number(0, length, "the number of stored elements");
        var gaps = cursor.Number(stored, length, "the number of gaps");
        var longest = (1 << cursor.Number(1, WidestGap, "the width of its gaps")) - 1;
        var reader = new SymbolReader(ref cursor, gaps, longest + 1);
        var positions = new int[stored];
        var found = 0;
        var position = -1;
        var chunk = new ushort[Math.Min(SymbolReader.Chunk, gaps)];
        for (var done = 0; done < gaps; done += chunk.Length)
        {
            var part = chunk.AsSpan(0, Math.Min(chunk.Length, gaps - done));
            reader.Read(part);
            foreach (var gap in part)
            {
                // The longest gap is followed by another one; every other leads to an element.
                if (gap == longest)
                {
                    position = Advance(ref cursor, position, longest, length);
                    continue;
                }

                position = Advance(ref cursor, position, gap + 1, length);
                if (found == stored)
                {
                    throw cursor.Context.Fail($"its gaps lead to more than its {stored} stored elements");
                }

                positions[found++] = position;
            }
        }

        reader.RequireEnd();
        return found == stored ? positions : throw cursor.Context.Fail($"its gaps lead to {found} of its {stored} stored elements");
    }

    private static int Advance(ref PayloadCursor cursor, int position, int distance, int length)
    {
        position += distance;
        return position < length ? position : throw cursor.Context.Fail($"its gaps lead past element {length}");
    }
}
