using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX MaxPool on [images, spatial …] of any rank, with the places of the maxima; <see cref="MaxPool"/> is the fast form for images.</summary>
public static class MaxPoolWindows
{
    /// <summary>Without places.</summary>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        int images,
        ReadOnlySpan<int> inputShape,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> kernel,
        ReadOnlySpan<int> strides,
        ReadOnlySpan<int> dilations,
        ReadOnlySpan<int> padsBefore)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        Run(input, output, [], images, inputShape, outputShape, kernel, strides, dilations, padsBefore, columnMajor: false);

    /// <summary>Writes each window's greatest element and where it lies in the whole operand, rows first or (<paramref name="columnMajor"/>) columns first
    /// within an image. Of equal elements the first counts; an empty window gives the least number and place 0.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        Span<long> outputIndices,
        int images,
        ReadOnlySpan<int> inputShape,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> kernel,
        ReadOnlySpan<int> strides,
        ReadOnlySpan<int> dilations,
        ReadOnlySpan<int> padsBefore,
        bool columnMajor)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        Arguments.Length(images * Shapes.Product(inputShape), input.Length, nameof(input));
        Arguments.Length(images * Shapes.Product(outputShape), output.Length, nameof(output));
        Arguments.Require(outputIndices.IsEmpty || outputIndices.Length == output.Length, "It must be empty or as long as the output.", nameof(outputIndices));
        if (output.IsEmpty)
        {
            return;
        }

        var image = input.Length / images;
        var windows = new WindowAxes(inputShape, outputShape, kernel, strides, dilations, padsBefore);
        for (var i = 0; i < output.Length; i++)
        {
            var start = i / (output.Length / images) * image;
            var (best, place) = (T.MinValue, 0L);
            if (windows.Inside > 0)
            {
                var plane = input.Slice(start, image);
                var first = true;
                do
                {
                    if (first || plane[windows.Offset] > best)
                    {
                        best = plane[windows.Offset];
                        place = start + (columnMajor ? ColumnMajor(windows, inputShape) : windows.Offset);
                        first = false;
                    }
                }
                while (windows.NextTap());
            }

            output[i] = best;
            if (!outputIndices.IsEmpty)
            {
                outputIndices[i] = place;
            }

            windows.NextPosition();
        }
    }

    private static long ColumnMajor(in WindowAxes windows, ReadOnlySpan<int> shape)
    {
        var place = 0L;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            place = (place * shape[axis]) + windows.Index(axis);
        }

        return place;
    }
}
