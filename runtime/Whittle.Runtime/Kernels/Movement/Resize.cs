using System.Numerics;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>Resamples one axis of a tensor [outer, length, inner] by a table of indices; an index of −1 stands for a constant.</summary>
public static class Resize
{
    /// <summary>Takes elements as they are: output [outer, indices, inner].</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(ReadOnlySpan<T> input, ReadOnlySpan<int> indices, Span<T> output, int outer, int length, int inner, T outside)
        where T : unmanaged
    {
        Check(input.Length, output.Length, outer, length, inner, indices.Length);
        for (var block = 0; block < outer; block++)
        {
            var source = input.Slice(block * length * inner, length * inner);
            var target = output.Slice(block * indices.Length * inner, indices.Length * inner);
            for (var i = 0; i < indices.Length; i++)
            {
                if (inner == 1)
                {
                    target[i] = indices[i] < 0 ? outside : source[indices[i]];
                }
                else if (indices[i] < 0)
                {
                    target.Slice(i * inner, inner).Fill(outside);
                }
                else
                {
                    source.Slice(indices[i] * inner, inner).CopyTo(target[(i * inner)..]);
                }
            }
        }
    }

    /// <summary>Interpolates: each position of the output [outer, positions, inner] is the sum of its taps, indices and weights being [positions, taps].</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(
        ReadOnlySpan<T> input, ReadOnlySpan<int> indices, ReadOnlySpan<T> weights, Span<T> output, int outer, int length, int inner, T outside)
        where T : unmanaged, INumber<T>
    {
        Arguments.SameLength(indices.Length, weights.Length, nameof(weights));
        var positions = outer * inner == 0 ? 0 : output.Length / (outer * inner);
        var taps = positions == 0 ? 0 : indices.Length / positions;
        Check(input.Length, output.Length, outer, length, inner, positions);
        Arguments.SameLength(positions * taps, indices.Length, nameof(indices));
        for (var block = 0; block < outer; block++)
        {
            var source = input.Slice(block * length * inner, length * inner);
            var target = output.Slice(block * positions * inner, positions * inner);
            for (var i = 0; i < positions; i++)
            {
                var from = indices.Slice(i * taps, taps);
                var factors = weights.Slice(i * taps, taps);
                if (from[0] < 0)
                {
                    target.Slice(i * inner, inner).Fill(outside);
                }
                else if (inner == 1)
                {
                    target[i] = Single(source, from, factors);
                }
                else
                {
                    Row(source, from, factors, target.Slice(i * inner, inner));
                }
            }
        }
    }

    private static T Single<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> from, ReadOnlySpan<T> factors)
        where T : unmanaged, INumber<T>
    {
        var sum = source[from[0]] * factors[0];
        for (var tap = 1; tap < from.Length; tap++)
        {
            sum += source[from[tap]] * factors[tap];
        }

        return sum;
    }

    private static void Row<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> from, ReadOnlySpan<T> factors, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        Rows.Scale(source.Slice(from[0] * target.Length, target.Length), factors[0], target);
        for (var tap = 1; tap < from.Length; tap++)
        {
            Rows.AddScaled(source.Slice(from[tap] * target.Length, target.Length), factors[tap], target);
        }
    }

    private static void Check(int input, int output, int outer, int length, int inner, int positions)
    {
        Arguments.Length(Shapes.Product([outer, length, inner]), input, nameof(input));
        Arguments.Length(Shapes.Product([outer, positions, inner]), output, nameof(output));
    }
}
