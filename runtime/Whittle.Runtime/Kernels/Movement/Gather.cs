using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Takes the slices of an axis that indices name. The input is seen as [outer, axis, inner], the output is [outer, indices, inner].</summary>
public static class Gather
{
    /// <exception cref="ArgumentOutOfRangeException">An index is not in −axisLength … axisLength − 1.</exception>
    public static void Run<T, TIndex>(ReadOnlySpan<T> input, ReadOnlySpan<TIndex> indices, Span<T> output, int outer, int axisLength, int inner)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Arguments.Require((outer | axisLength | inner) >= 0, "No dimension may be negative.", nameof(outer));
        Arguments.Length(Shapes.Product([outer, axisLength, inner]), input.Length, nameof(input));
        Arguments.Length(Shapes.Product([outer, indices.Length, inner]), output.Length, nameof(output));
        for (var i = 0; i < outer; i++)
        {
            var block = input.Slice(i * axisLength * inner, axisLength * inner);
            foreach (var index in indices)
            {
                var position = Normalize(index, axisLength);
                if (inner == 1)
                {
                    output[0] = block[position];
                }
                else
                {
                    block.Slice(position * inner, inner).CopyTo(output);
                }

                output = output[inner..];
            }
        }
    }

    /// <summary>Counts negative indices from the end.</summary>
    internal static int Normalize<TIndex>(TIndex index, int axisLength)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var wide = long.CreateSaturating(index);
        var position = wide < 0 ? wide + axisLength : wide;
        return (ulong)position < (ulong)axisLength
            ? (int)position
            : throw new ArgumentOutOfRangeException(nameof(index), wide, $"An index must be in {-axisLength}…{axisLength - 1}, the length of the gathered axis.");
    }
}
