using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX ConvTranspose on [batch, channels, spatial …] of any rank.</summary>
public static class TransposedConvolutionWindows
{
    /// <summary>Adds every element of the operand, times the kernel, to the result: weights [channels, outputChannels / groups, kernel …]; an empty bias
    /// means none; <paramref name="padsBefore"/> are cut off the result.</summary>
    /// <exception cref="ArgumentException">A length does not fit the dimensions.</exception>
    public static void Run<T>(
        ReadOnlySpan<T> input,
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        Span<T> output,
        int batch,
        int channels,
        int outputChannels,
        int groups,
        ReadOnlySpan<int> inputShape,
        ReadOnlySpan<int> outputShape,
        ReadOnlySpan<int> kernel,
        ReadOnlySpan<int> strides,
        ReadOnlySpan<int> dilations,
        ReadOnlySpan<int> padsBefore)
        where T : unmanaged, INumber<T>
    {
        var (image, result, taps) = ((int)Shapes.Product(inputShape), (int)Shapes.Product(outputShape), (int)Shapes.Product(kernel));
        var (perGroup, outputsPerGroup) = (channels / groups, outputChannels / groups);
        Arguments.Length((long)batch * channels * image, input.Length, nameof(input));
        Arguments.Length((long)channels * outputsPerGroup * taps, weights.Length, nameof(weights));
        Arguments.Length((long)batch * outputChannels * result, output.Length, nameof(output));
        Arguments.Require(bias.IsEmpty || bias.Length == outputChannels, "It must be empty or have one element per channel.", nameof(bias));

        // Seen from the result, which is larger, this is a convolution whose image is the result: the two shapes change places.
        var rows = new TapRows(outputShape, inputShape, kernel, strides, dilations, padsBefore);
        for (var plane = 0; plane < batch * outputChannels; plane++)
        {
            var channel = plane % outputChannels;
            var target = output.Slice(plane * result, result);
            target.Fill(bias.IsEmpty ? T.Zero : bias[channel]);
            var first = channel / outputsPerGroup * perGroup;
            for (var i = first; i < first + perGroup; i++)
            {
                var source = input.Slice(((plane / outputChannels * channels) + i) * image, image);
                rows.Scatter(target, weights.Slice(((i * outputsPerGroup) + (channel % outputsPerGroup)) * taps, taps), source);
            }
        }
    }
}
