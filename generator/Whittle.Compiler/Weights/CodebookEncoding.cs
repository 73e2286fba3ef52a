using Whittle.Plan;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Distinct values once, for the tensor or for each of its rows, then an index for every element.</summary>
internal static class CodebookEncoding
{
    /// <param name="elements">The elements.</param>
    /// <param name="distinct">Their distinct values.</param>
    /// <param name="below">Bits of an index that are too many.</param>
    /// <returns>Null also where tables of values are larger than the values.</returns>
    public static StoredForm? TryEncode(GivenElements elements, DistinctValues distinct, int below = int.MaxValue)
    {
        var (tables, indices) = elements.Of(distinct);
        var width = tables.Max(table => table.Length);
        if (width == 0 || SymbolEncoding.Width(width) >= below || tables.Length * width > indices.Length)
        {
            return null;
        }

        var symbols = SymbolEncoding.Of(indices, width);
        var writer = new ByteWriter();
        writer.UInt8((int)StoredValues.Codebook);
        writer.Number((ulong)tables.Length);
        writer.Number((ulong)width);
        writer.Bytes(ElementRun.Of(elements.Tensor.Element, Values(tables, width, elements.Tensor.Element.Size())).Bytes);
        writer.Bytes(symbols.Bytes);
        return new StoredForm((tables.Length == 1 ? "codebook" : "codebooks") + symbols.Name, writer.Written.ToArray(), symbols.CodedSymbols);
    }

    /// <summary>Table after table, the shorter ones filled up with zeros.</summary>
    private static byte[] Values(ulong[][] tables, int width, int size)
    {
        var values = new byte[tables.Length * width * size];
        for (var row = 0; row < tables.Length; row++)
        {
            for (var i = 0; i < tables[row].Length; i++)
            {
                BitConverter.GetBytes(tables[row][i]).AsSpan(0, size).CopyTo(values.AsSpan(((row * width) + i) * size));
            }
        }

        return values;
    }
}
