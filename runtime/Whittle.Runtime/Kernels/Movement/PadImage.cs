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

        // The right pad of a row and the left pad of the next are one run.
        var between = (left + right) * channels;
        for (var image = 0; image < batch; image++)
        {
            output[..((top * paddedRow) + (left * channels))].Fill(value);
            output = output[((top * paddedRow) + (left * channels))..];
            for (var y = 0; y < height; y++)
            {
                input[..row].CopyTo(output);
                input = input[row..];
                output = output[row..];
                if (y + 1 < height)
                {
                    output[..between].Fill(value);
                    output = output[between..];
                }
            }

            var last = (bottom * paddedRow) + (height > 0 ? right * channels : -left * channels);
            output[..last].Fill(value);
            output = output[last..];
        }
    }
}
