using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>Running results of an operator along an axis. Input and output are seen as [outer, axis, inner]; in place allowed.</summary>
public static class Cumulate
{
    /// <summary>Each element joins all before it with itself, or without itself if <paramref name="exclusive"/>; from the end if <paramref name="reverse"/>.</summary>
    /// <param name="input">The elements.</param>
    /// <param name="output">As long as the input.</param>
    /// <param name="operation">Joins the result so far with the next element.</param>
    /// <param name="identity">The result before the first element: 0 or 1.</param>
    /// <param name="outer">Product of the dimensions before the axis.</param>
    /// <param name="axisLength">Length of the axis.</param>
    /// <param name="inner">Product of the dimensions behind the axis.</param>
    /// <param name="exclusive">Whether an element takes no part in its own result.</param>
    /// <param name="reverse">Whether to walk from the end.</param>
    public static void Run<T, TOperator>(
        ReadOnlySpan<T> input, Span<T> output, TOperator operation, int identity, int outer, int axisLength, int inner, bool exclusive, bool reverse)
        where T : unmanaged, INumber<T>
        where TOperator : struct, IBinaryOperator<T, T>
    {
        Arguments.Require((outer | axisLength | inner) >= 0, "No dimension may be negative.", nameof(outer));
        Arguments.Length(Shapes.Product([outer, axisLength, inner]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        var start = T.CreateChecked(identity);
        for (var i = 0; i < outer; i++)
        {
            for (var j = 0; j < inner; j++)
            {
                var sum = start;
                for (var place = 0; place < axisLength; place++)
                {
                    var k = (((i * axisLength) + (reverse ? axisLength - 1 - place : place)) * inner) + j;
                    var next = operation.Invoke(sum, input[k]);
                    output[k] = exclusive ? sum : next;
                    sum = next;
                }
            }
        }
    }
}
