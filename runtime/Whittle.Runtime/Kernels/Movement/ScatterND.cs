using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>A copy of the input in which slices of updates meet the slices that tuples of indices name. The input is seen as [lengths …, inner], the indices
/// as [places, tuple], the updates as [places, inner].</summary>
public static class ScatterND
{
    /// <summary>Updates are taken in order; <paramref name="operation"/> joins the present element and the update.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in −length … length − 1 of its axis.</exception>
    public static void Run<T, TIndex, TOperator>(
        ReadOnlySpan<T> input,
        ReadOnlySpan<TIndex> indices,
        ReadOnlySpan<T> updates,
        Span<T> output,
        TOperator operation,
        int places,
        ReadOnlySpan<int> lengths,
        int inner)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TOperator : struct, IBinaryOperator<T, T>
    {
        Arguments.Require((places | inner) >= 0, "No dimension may be negative.", nameof(places));
        Shapes.CheckRank(lengths, nameof(lengths));
        Arguments.Length(Shapes.Product(lengths) * inner, input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.Length((long)places * lengths.Length, indices.Length, nameof(indices));
        Arguments.Length((long)places * inner, updates.Length, nameof(updates));
        input.CopyTo(output);
        for (var place = 0; place < places; place++)
        {
            var target = output.Slice(GatherND.Position(indices.Slice(place * lengths.Length, lengths.Length), lengths) * inner, inner);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = operation.Invoke(target[i], updates[(place * inner) + i]);
            }
        }
    }
}
