using Whittle.Plan;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Floats that are integers times a scale, to the bit: what dequantized weights are, with a scale for the tensor or for each of its rows.</summary>
internal static class ScaledEncoding
{
    /// <param name="elements">Elements of any type.</param>
    /// <param name="distinct">Their distinct values.</param>
    /// <param name="alphabet">Integers from the smallest to the largest.</param>
    public static StoredForm? TryEncode(GivenElements elements, DistinctValues distinct, out int alphabet)
    {
        alphabet = 0;
        if (elements.Tensor.Element != ElementType.Float32)
        {
            return null;
        }

        var (tables, indices) = elements.Of(distinct);
        var rows = new (float Scale, int[] Integers)[tables.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            if (ScaleFinder.Find(Array.ConvertAll(tables[row], ToFloat)) is not { } found)
            {
                return null;
            }

            rows[row] = found;
        }

        int[] integers = [.. rows.SelectMany(row => row.Integers).DefaultIfEmpty()];
        var least = integers.Min();
        alphabet = integers.Max() - least + 1;
        var numbers = new ushort[indices.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (ushort)(rows[elements.Row(i, rows.Length)].Integers[indices[i]] - least);
        }

        var symbols = SymbolEncoding.Of(numbers, alphabet);
        var writer = new ByteWriter();
        writer.UInt8((int)StoredValues.Scaled);
        writer.Number((ulong)rows.Length);
        writer.Signed(least);
        writer.Bytes(ElementRun.Of(ElementType.Float32, [.. rows.SelectMany(row => BitConverter.GetBytes(row.Scale))]).Bytes);
        writer.Number((ulong)alphabet);
        writer.Bytes(symbols.Bytes);
        return new StoredForm("scaled" + symbols.Name, writer.Written.ToArray(), symbols.CodedSymbols);
    }

    private static float ToFloat(ulong bits) => BitConverter.ToSingle(BitConverter.GetBytes(bits), 0);
}
