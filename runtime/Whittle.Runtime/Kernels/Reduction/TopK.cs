using System.Numerics;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>The greatest or least elements along an axis, in order. The input is seen as [outer, axis, inner], the outputs as [outer, count, inner].</summary>
public static class TopK
{
    /// <summary>Values alone.</summary>
    public static void Run<T>(ReadOnlySpan<T> input, Span<T> outputValues, int outer, int axisLength, int inner, int count, bool largest)
        where T : unmanaged, INumber<T> => Run(input, outputValues, [], outer, axisLength, inner, count, largest);

    /// <summary>Values and their positions along the axis. Among equal elements the first comes first; NaN counts as the greatest.</summary>
    public static void Run<T>(
        ReadOnlySpan<T> input, Span<T> outputValues, Span<long> outputIndices, int outer, int axisLength, int inner, int count, bool largest)
        where T : unmanaged, INumber<T>
    {
        Arguments.Require((outer | axisLength | inner) >= 0 && count >= 0 && count <= axisLength, "No dimension may be negative, the count no longer than the axis.", nameof(count));
        Arguments.Length(Shapes.Product([outer, axisLength, inner]), input.Length, nameof(input));
        Arguments.Length(Shapes.Product([outer, count, inner]), outputValues.Length, nameof(outputValues));
        Arguments.Require(outputIndices.IsEmpty || outputIndices.Length == outputValues.Length, "It must be empty or as long as the values.", nameof(outputIndices));
        if (outputValues.IsEmpty)
        {
            return;
        }

        using var scratch = ScratchPool.Rent(checked(axisLength * sizeof(int)));
        var heap = scratch.Get<int>(0, axisLength)[..count];
        for (var i = 0; i < outer; i++)
        {
            for (var j = 0; j < inner; j++)
            {
                var column = input.Slice(i * axisLength * inner, axisLength * inner)[j..];
                Select(column, heap, axisLength, inner, largest);
                var start = (i * count * inner) + j;
                for (var place = 0; place < count; place++)
                {
                    outputValues[start + (place * inner)] = column[heap[place] * inner];
                    if (!outputIndices.IsEmpty)
                    {
                        outputIndices[start + (place * inner)] = heap[place];
                    }
                }
            }
        }
    }

    /// <summary>The positions of the chosen elements, best first: a heap with the worst of them on top, then taken apart.</summary>
    private static void Select<T>(ReadOnlySpan<T> column, Span<int> heap, int length, int step, bool largest)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < heap.Length; i++)
        {
            heap[i] = i;
        }

        for (var i = (heap.Length / 2) - 1; i >= 0; i--)
        {
            Sink(column, heap, i, step, largest);
        }

        for (var i = heap.Length; i < length; i++)
        {
            if (IsBefore(column, i, heap[0], step, largest))
            {
                heap[0] = i;
                Sink(column, heap, 0, step, largest);
            }
        }

        for (var last = heap.Length - 1; last > 0; last--)
        {
            (heap[0], heap[last]) = (heap[last], heap[0]);
            Sink(column, heap[..last], 0, step, largest);
        }
    }

    private static void Sink<T>(ReadOnlySpan<T> column, Span<int> heap, int place, int step, bool largest)
        where T : unmanaged, INumber<T>
    {
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= heap.Length)
            {
                return;
            }

            if (child + 1 < heap.Length && IsBefore(column, heap[child], heap[child + 1], step, largest))
            {
                child++;
            }

            if (IsBefore(column, heap[child], heap[place], step, largest))
            {
                return;
            }

            (heap[place], heap[child]) = (heap[child], heap[place]);
            place = child;
        }
    }

    /// <summary>Whether the element at one position comes before that at another in the result: a total order, for the position decides among equals.</summary>
    private static bool IsBefore<T>(ReadOnlySpan<T> column, int first, int second, int step, bool largest)
        where T : unmanaged, INumber<T>
    {
        var (left, right) = (column[first * step], column[second * step]);
        if (T.IsNaN(left) || T.IsNaN(right))
        {
            return T.IsNaN(left) == T.IsNaN(right) ? first < second : T.IsNaN(left) == largest;
        }

        return left == right ? first < second : left > right == largest;
    }
}
