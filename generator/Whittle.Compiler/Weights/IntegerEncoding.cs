using Whittle.Plan;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Integers as their distance from the smallest: a codebook that need not be written.</summary>
internal static class IntegerEncoding
{
    /// <param name="elements">Elements of any type.</param>
    /// <param name="distinct">Their distinct values.</param>
    /// <param name="alphabet">Integers from the smallest to the largest.</param>
    public static StoredForm? TryEncode(GivenElements elements, DistinctValues distinct, out int alphabet)
    {
        alphabet = 0;
        var type = elements.Tensor.Element;
        var (tables, indices) = elements.Of(distinct);
        if (tables.Length != 1 || tables[0].Length == 0 || !IsInteger(type))
        {
            return null;
        }

        var values = Array.ConvertAll(tables[0], bits => SignExtended(bits, type));
        var (least, most) = (values.Min(), values.Max());
        if (least < int.MinValue || most > int.MaxValue || most - least >= WeightFormat.MaximumAlphabet)
        {
            return null;
        }

        alphabet = (int)(most - least) + 1;
        var symbols = SymbolEncoding.Of(Array.ConvertAll(indices, index => (ushort)(values[index] - least)), alphabet);
        var writer = new ByteWriter();
        writer.UInt8((int)StoredValues.Integers);
        writer.Signed(least);
        writer.Number((ulong)alphabet);
        writer.Bytes(symbols.Bytes);
        return new StoredForm("integers" + symbols.Name, writer.Written.ToArray(), symbols.CodedSymbols);
    }

    private static bool IsInteger(ElementType type) =>
        type is ElementType.Int4 or ElementType.UInt4 or ElementType.Int8 or ElementType.UInt8 or ElementType.Int32 or ElementType.Int64;

    private static long SignExtended(ulong bits, ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.Int4 => (sbyte)bits,
        ElementType.Int32 => (int)bits,
        ElementType.Int64 => (long)bits,
        _ => (long)bits,
    };
}
