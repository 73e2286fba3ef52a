using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Weights;

/// <summary>The stored forms of a tensor; the values are those of the container.</summary>
internal enum WeightEncoding
{
    Raw = 0,
    Codebook = 1,
    Sparse = 2,
}

/// <summary>Encodes a tensor in each form and takes the smallest; at equal size the one that decodes fastest (raw first).</summary>
internal static class Encodings
{
    public static (WeightEncoding Encoding, byte[] Bytes) Smallest(Tensor tensor, bool codebookWanted)
    {
        var codebook = CodebookEncoding.TryEncode(tensor);
        if (codebookWanted)
        {
            return (WeightEncoding.Codebook, codebook ?? throw new InvalidOperationException("a codebook kernel was chosen for weights without a codebook"));
        }

        var best = (Encoding: WeightEncoding.Raw, Bytes: ElementRun.Encode(tensor.Element, tensor.Bytes));
        if (codebook is not null && codebook.Length < best.Bytes.Length)
        {
            best = (WeightEncoding.Codebook, codebook);
        }

        var sparse = SparseEncoding.TryEncode(tensor, best.Bytes.Length);
        return sparse is null ? best : (WeightEncoding.Sparse, sparse);
    }
}

/// <summary>Elements without gaps: as they are, or two per byte for the 4-bit types, the first in the low half.</summary>
internal static class ElementRun
{
    public static byte[] Encode(ElementType type, ReadOnlySpan<byte> elements)
    {
        if (type is not (ElementType.Int4 or ElementType.UInt4))
        {
            return elements.ToArray();
        }

        var packed = new byte[(elements.Length + 1) / 2];
        for (var i = 0; i < elements.Length; i++)
        {
            packed[i / 2] |= (byte)((elements[i] & 15) << (4 * (i % 2)));
        }

        return packed;
    }
}
