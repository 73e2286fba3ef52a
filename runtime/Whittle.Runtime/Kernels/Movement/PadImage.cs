using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Surrounds channels-last images with a constant: the step before a convolution.</summary>
public static class PadImage
{
    public static void Run<T>(
        ReadOnlySpan<T> input,
        Span<T> output,
        int batch,
        int height,
        int width,
        int channels,
        int top,
        int left,
        int bottom,
        int right,
        T value)
        where T : unmanaged
    {
        Arguments.Require((batch | height | width | channels) >= 0, "No dimension may be negative.", nameof(batch));
        Arguments.Require((top | left | bottom | right) >= 0, "No pad may be negative.", nameof(top));
        var paddedWidth = checked(width + left + right);
        var paddedHeight = checked(height + top + bottom);
        Arguments.Length(Shapes.Product([batch, height, width, channels]), input.Length, nameof(input));
        Arguments.Length(Shapes.Product([batch, paddedHeight, paddedWidth, channels]), output.Length, nameof(output));
        if (output.IsEmpty)
        {
            return;
        }

        var row = width * channels;
        var paddedRow = paddedWidth * channels;
        for (var image = 0; image < batch; image++)
        {
            Surround(input.Slice(image * height * row, height * row), output.Slice(image * paddedHeight * paddedRow, paddedHeight * paddedRow), height, row, paddedRow, top, left * channels, value);
        }
    }

    /// <summary>One image. Rows may be a few bytes short, so the loop is compiled at once and not left to the first tier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Surround<T>(ReadOnlySpan<T> input, Span<T> output, int height, int row, int paddedRow, int top, int left, T value)
        where T : unmanaged
    {
        var first = (top * paddedRow) + left;
        output[..first].Fill(value);
        output = output[first..];
        for (var y = 0; y < height; y++)
        {
            input.Slice(y * row, row).CopyTo(output);

            // The right pad of a row and the left pad of the next are one run; the last row's run is all that is left.
            var next = y + 1 < height ? paddedRow : output.Length;
            output[row..next].Fill(value);
            output = output[next..];
        }

        output.Fill(value);
    }
}
