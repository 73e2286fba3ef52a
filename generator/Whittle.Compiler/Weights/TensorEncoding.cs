using Whittle.Compiler.Ir;
using Whittle.Plan;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Tries the stored forms of a tensor and takes the cheapest: smallest, with a little regard for the time that decoding takes.</summary>
internal static class TensorEncoding
{
    /// <summary>With fewer distinct values than this, a table for each row cannot be smaller than one for all.</summary>
    private const int RowTablesFrom = 17;

    public static (StoredPlaces Places, StoredForm Form) Cheapest(Tensor tensor, bool codebookWanted)
    {
        var all = GivenElements.All(tensor);
        var shared = tensor.Length == 0 ? null : DistinctValues.Of(tensor, 1);
        if (codebookWanted)
        {
            var codebook = shared is null ? null : CodebookEncoding.TryEncode(all, shared);
            return (StoredPlaces.All, codebook ?? throw new InvalidOperationException("a codebook kernel was chosen for weights without a codebook"));
        }

        var rows = PerRow(tensor, shared);
        var dense = Values(all, shared, rows);
        var sparse = Sparse(tensor, shared, rows);
        return sparse is not null && sparse.Cost < dense.Cost ? (StoredPlaces.Gaps, sparse) : (StoredPlaces.All, dense);
    }

    private static DistinctValues? PerRow(Tensor tensor, DistinctValues? shared)
    {
        var rows = tensor.Shape.Rank > 1 ? tensor.Shape[0] : 1;
        return rows > 1 && tensor.Length > 0 && tensor.Element.Size() > 1 && (shared is null || shared.Tables[0].Length >= RowTablesFrom)
            ? DistinctValues.Of(tensor, rows)
            : null;
    }

    private static StoredForm Values(GivenElements elements, DistinctValues? shared, DistinctValues? rows)
    {
        var best = ElementRun.Of(elements.Tensor.Element, elements.Bytes());
        foreach (var distinct in new[] { shared, rows })
        {
            if (distinct is null)
            {
                continue;
            }

            // Integers need no table, so a codebook is only better where its indices are shorter.
            var integers = IntegerEncoding.TryEncode(elements, distinct, out var alphabet) ?? ScaledEncoding.TryEncode(elements, distinct, out alphabet);
            best = StoredForm.Cheaper(best, integers)!;
            best = StoredForm.Cheaper(best, CodebookEncoding.TryEncode(elements, distinct, integers is null ? int.MaxValue : SymbolEncoding.Width(alphabet)))!;
        }

        return best;
    }

    /// <summary>Gaps and non-zeros; null where half of the elements are not zero, which coded symbols express as well, or where decoding would take too
    /// long.</summary>
    private static StoredForm? Sparse(Tensor tensor, DistinctValues? shared, DistinctValues? rows)
    {
        var positions = NonZeros(tensor);
        if (2L * positions.Length >= tensor.Length)
        {
            return null;
        }

        var gaps = GapEncoding.Of(positions, tensor.Length);
        var values = Values(GivenElements.At(tensor, positions), shared, rows);
        var coded = gaps.CodedSymbols + values.CodedSymbols;
        var kind = values.Name.Replace(SymbolEncoding.Coded, "");
        var name = "sparse" + (kind == "raw" ? "" : "_" + kind) + (coded > 0 ? SymbolEncoding.Coded : "");
        return coded > tensor.Bytes.Length ? null : new StoredForm(name, [.. gaps.Bytes, .. values.Bytes], coded);
    }

    /// <summary>Elements with a bit that is not zero: a negative zero is a value.</summary>
    private static int[] NonZeros(Tensor tensor)
    {
        var size = tensor.Element.Size();
        var positions = new List<int>();
        for (var i = 0; i < tensor.Length; i++)
        {
            if (DistinctValues.Bits(tensor.Bytes.Slice(i * size, size)) != 0)
            {
                positions.Add(i);
            }
        }

        return [.. positions];
    }
}
