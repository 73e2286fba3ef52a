using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Index of the greatest element along an axis. The input is seen as [outer, axis, inner], the output is [outer, inner].</summary>
public static class ArgMax
{
    /// <remarks>Among equal elements the first wins, or the last if <paramref name="selectLastIndex"/>. NaN never wins, unless it comes first.</remarks>
    public static void Run<T>(ReadOnlySpan<T> input, Span<long> output, int outer, int axisLength, int inner, bool selectLastIndex)
        where T : unmanaged, INumber<T>
    {
        Arguments.Require(outer >= 0 && axisLength > 0 && inner >= 0, "The axis may not be empty, no dimension negative.", nameof(axisLength));
        Arguments.Length(Shapes.Product([outer, axisLength, inner]), input.Length, nameof(input));
        Arguments.Length((long)outer * inner, output.Length, nameof(output));
        for (var i = 0; i < output.Length; i++)
        {
            var column = input[((i / inner * axisLength * inner) + (i % inner))..];
            output[i] = selectLastIndex ? Last(column, axisLength, inner) : First(column, axisLength, inner);
        }
    }

    private static int First<T>(ReadOnlySpan<T> values, int count, int step)
        where T : unmanaged, INumber<T>
    {
        var best = values[0];
        var index = 0;
        for (var i = 1; i < count; i++)
        {
            var value = values[i * step];
            if (value > best)
            {
                (best, index) = (value, i);
            }
        }

        return index;
    }

    private static int Last<T>(ReadOnlySpan<T> values, int count, int step)
        where T : unmanaged, INumber<T>
    {
        var best = values[0];
        var index = 0;
        for (var i = 1; i < count; i++)
        {
            var value = values[i * step];
            if (value >= best)
            {
                (best, index) = (value, i);
            }
        }

        return index;
    }
}
