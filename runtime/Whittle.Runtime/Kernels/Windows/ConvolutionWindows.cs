using System.Numerics;

namespace Whittle.Runtime.Kernels;

/// <summary>ONNX Conv on [batch, channels, spatial …] of any rank, with weights that may change from call to call; the layers are the fast forms for images
/// and stored weights.</summary>
public static class ConvolutionWindows
{
    /// <summary>Convolves with weights [outputChannels, channels / groups, kernel …]; an empty bias means none. Integers wrap around.</summary>
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
        var perGroup = channels / groups;
        Arguments.Length((long)batch * channels * image, input.Length, nameof(input));
        Arguments.Length((long)outputChannels * perGroup * taps, weights.Length, nameof(weights));
        Arguments.Length((long)batch * outputChannels * result, output.Length, nameof(output));
        Arguments.Require(bias.IsEmpty || bias.Length == outputChannels, "It must be empty or have one element per channel.", nameof(bias));
        var rows = new TapRows(inputShape, outputShape, kernel, strides, dilations, padsBefore);
        for (var plane = 0; plane < batch * outputChannels; plane++)
        {
            var channel = plane % outputChannels;
            var target = output.Slice(plane * result, result);
            target.Fill(bias.IsEmpty ? T.Zero : bias[channel]);
            var first = (plane / outputChannels * channels) + (channel / (outputChannels / groups) * perGroup);
            for (var i = 0; i < perGroup; i++)
            {
                rows.Gather(input.Slice((first + i) * image, image), weights.Slice(((channel * perGroup) + i) * taps, taps), target);
            }
        }
    }
}
