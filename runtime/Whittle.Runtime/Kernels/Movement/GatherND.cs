using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Takes the slices that tuples of indices name. The input is seen as [batch, lengths …, inner], the indices as [batch, places, tuple], the output is
/// [batch, places, inner].</summary>
public static class GatherND
{
    /// <exception cref="ArgumentOutOfRangeException">An index is not in −length … length − 1 of its axis.</exception>
    public static void Run<T, TIndex>(ReadOnlySpan<T> input, ReadOnlySpan<TIndex> indices, Span<T> output, int batch, int places, ReadOnlySpan<int> lengths, int inner)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Arguments.Require((batch | places | inner) >= 0, "No dimension may be negative.", nameof(batch));
        Shapes.CheckRank(lengths, nameof(lengths));
        var size = Shapes.Product(lengths) * inner;
        Arguments.Length(batch * size, input.Length, nameof(input));
        Arguments.Length(Shapes.Product([batch, places, lengths.Length]), indices.Length, nameof(indices));
        Arguments.Length(Shapes.Product([batch, places, inner]), output.Length, nameof(output));
        for (var b = 0; b < batch; b++)
        {
            var block = input.Slice(b * (int)size, (int)size);
            for (var place = 0; place < places; place++)
            {
                block.Slice(Position(indices[..lengths.Length], lengths) * inner, inner).CopyTo(output);
                output = output[inner..];
                indices = indices[lengths.Length..];
            }
        }
    }

    /// <summary>The row-major position that a tuple of indices names.</summary>
    internal static int Position<TIndex>(ReadOnlySpan<TIndex> tuple, ReadOnlySpan<int> lengths)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var position = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            position = (position * lengths[i]) + Gather.Normalize(tuple[i], lengths[i]);
        }

        return position;
    }
}
