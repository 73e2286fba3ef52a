using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Small numbers, packed or coded.</summary>
internal static class SymbolEncoding
{
    public const string Coded = "_coded";

    /// <summary>The cheaper way, named "" or "_coded"; every symbol is below <paramref name="alphabet"/>.</summary>
    public static StoredForm Of(ushort[] symbols, int alphabet)
    {
        if (RangeCoder.Encode(symbols, alphabet) is { } bytes)
        {
            var coded = new StoredForm(Coded, [(byte)StoredSymbols.Coded, .. bytes], symbols.Length);
            if (coded.Cost < StoredForm.CostOf(PackedBytes(symbols.Length, alphabet), 0))
            {
                return coded;
            }
        }

        return new StoredForm("", Pack(symbols, Width(alphabet)), 0);
    }

    /// <summary>Bits of a number below <paramref name="alphabet"/>.</summary>
    public static int Width(int alphabet)
    {
        var width = 0;
        while (1 << width < alphabet)
        {
            width++;
        }

        return width;
    }

    private static long PackedBytes(int count, int alphabet) => 1 + ((((long)count * Width(alphabet)) + 7) / 8);

    private static byte[] Pack(ushort[] symbols, int width)
    {
        var writer = new ByteWriter();
        writer.UInt8((int)StoredSymbols.Packed);
        var bits = new BitWriter(writer);
        foreach (var symbol in symbols)
        {
            bits.Write(symbol, width);
        }

        bits.End();
        return writer.Written.ToArray();
    }
}
