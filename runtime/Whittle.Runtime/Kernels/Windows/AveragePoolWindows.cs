using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX AveragePool on [images, spatial …] of any rank; <see cref="AveragePool"/> is the fast form for images.</summary>
public static class AveragePoolWindows
{
    /// <summary>Each window's mean over its elements inside the image or, if <paramref name="countIncludePad"/>, over those of the padding too.
    /// What a window covers past <paramref name="padsAfter"/> never counts.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        int images,
        ReadOnlySpan<int> inputShape,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> kernel,
        ReadOnlySpan<int> strides,
        ReadOnlySpan<int> dilations,
        ReadOnlySpan<int> padsBefore,
        ReadOnlySpan<int> padsAfter,
        bool countIncludePad)
        where T : unmanaged, IFloatingPoint<T>
    {
        Arguments.Length(images * Shapes.Product(inputShape), input.Length, nameof(input));
        Arguments.Length(images * Shapes.Product(outputShape), output.Length, nameof(output));
        Arguments.SameLength(inputShape.Length, padsAfter.Length, nameof(padsAfter));
        if (output.IsEmpty)
        {
            return;
        }

        var image = input.Length / images;
        var windows = new WindowAxes(inputShape, outputShape, kernel, strides, dilations, padsBefore);
        for (var i = 0; i < output.Length; i++)
        {
            var plane = input.Slice(i / (output.Length / images) * image, image);
            var inside = windows.Inside;
            var sum = T.Zero;
            if (inside > 0)
            {
                do
                {
                    sum += plane[windows.Offset];
                }
                while (windows.NextTap());
            }

            output[i] = sum / T.CreateTruncating(countIncludePad ? windows.Padded(padsAfter) : inside);
            windows.NextPosition();
        }
    }
}
