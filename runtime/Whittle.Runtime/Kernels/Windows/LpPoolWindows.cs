using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX LpPool on [images, spatial …] of any rank and for any norm; <see cref="LpPool"/> is the fast form for images and the norms 1 to 4.</summary>
public static class LpPoolWindows
{
    /// <summary>Each window's norm: the root of degree <paramref name="p"/> of Σ |x|^p.</summary>
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
        int p)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Arguments.Length(images * Shapes.Product(inputShape), input.Length, nameof(input));
        Arguments.Length(images * Shapes.Product(outputShape), output.Length, nameof(output));
        Arguments.Require(p > 0, "The norm must be positive.", nameof(p));
        if (output.IsEmpty)
        {
            return;
        }

        var image = input.Length / images;
        var degree = T.CreateTruncating(p);
        var windows = new WindowAxes(inputShape, outputShape, kernel, strides, dilations, padsBefore);
        for (var i = 0; i < output.Length; i++)
        {
            var plane = input.Slice(i / (output.Length / images) * image, image);
            var sum = T.Zero;
            if (windows.Inside > 0)
            {
                do
                {
                    sum += T.Pow(T.Abs(plane[windows.Offset]), degree);
                }
                while (windows.NextTap());
            }

            output[i] = T.Pow(sum, T.One / degree);
            windows.NextPosition();
        }
    }
}
