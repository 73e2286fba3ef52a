namespace Whittle.Compiler.Weights;

/// <summary>Positions as gaps. The longest gap of a width leads to no element: another gap follows it.</summary>
internal static class GapEncoding
{
    private const int Widest = 16;

    /// <summary>With more elements than this, the table of frequencies does not matter, and neither does the exact width.</summary>
    private const int Many = 1 << 14;

    /// <summary>The cheapest width's bytes.</summary>
    public static StoredForm Of(int[] positions, int length)
    {
        StoredForm? best = null;
        var usual = Width((length / Math.Max(1, positions.Length)) + 1);
        var (narrower, wider) = positions.Length > Many ? (0, 2) : (3, 4);
        for (var width = Math.Max(1, usual - narrower); width <= Math.Min(Widest, usual + wider); width++)
        {
            best = StoredForm.Cheaper(best, Encode(positions, width));
        }

        return best!;
    }

    private static StoredForm Encode(int[] positions, int width)
    {
        var gaps = Gaps(positions, (1 << width) - 1);
        var symbols = SymbolEncoding.Of(gaps, 1 << width);
        var writer = new ByteWriter();
        writer.Number((ulong)positions.Length);
        writer.Number((ulong)gaps.Length);
        writer.Number((ulong)width);
        writer.Bytes(symbols.Bytes);
        return symbols with { Bytes = writer.Written.ToArray() };
    }

    private static ushort[] Gaps(int[] positions, int longest)
    {
        var gaps = new List<ushort>(2 * positions.Length);
        var last = -1;
        foreach (var position in positions)
        {
            var gap = position - last - 1;
            for (; gap >= longest; gap -= longest)
            {
                gaps.Add((ushort)longest);
            }

            gaps.Add((ushort)gap);
            last = position;
        }

        return [.. gaps];
    }

    private static int Width(int number)
    {
        var width = 0;
        for (; number > 0; number >>= 1)
        {
            width++;
        }

        return width;
    }
}
