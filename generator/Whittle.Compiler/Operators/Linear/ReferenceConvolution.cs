using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>Convolution at build time: every window laid out as a row, then a matrix product.</summary>
internal static class ReferenceConvolution
{
    /// <summary>Result [batch, outputs, spatial …] for the node's attributes.</summary>
    /// <param name="input">[batch, channels, spatial …], real values.</param>
    /// <param name="weights">[outputs, channels / groups, kernel …], real values.</param>
    /// <param name="bias">[outputs], or null.</param>
    public static Tensor Apply(Node node, Tensor input, Tensor weights, float[]? bias, int inputIndex = 0, int weightIndex = 1)
    {
        var (geometry, shape) = Conv.Resolve(new InferenceContext(node), inputIndex, weightIndex);
        var image = geometry.AsImage();
        var (batch, groups) = (shape[0], node.Attributes.Int("group", 1));
        var (channels, outputs) = (weights.Shape[1], weights.Shape[0] / groups);
        var (height, width) = geometry.Rank == 2 ? (input.Shape[2], input.Shape[3]) : (1, input.Shape[2]);
        var pixels = image.Output[0] * image.Output[1];
        var inner = channels * image.Kernel[0] * image.Kernel[1];
        var (x, w) = (input.ToFloats(), weights.ToFloats());
        var result = new float[batch * groups * outputs * pixels];
        var windows = new float[pixels * inner];
        for (var n = 0; n < batch; n++)
        {
            for (var g = 0; g < groups; g++)
            {
                Windows(x.AsSpan(((n * groups) + g) * channels * height * width, channels * height * width), windows, image, channels, height, width);
                var product = ReferenceProduct.OfTransposed(windows, w.AsSpan(g * outputs * inner, outputs * inner), pixels, inner, outputs);
                var planes = result.AsSpan(((n * groups) + g) * outputs * pixels, outputs * pixels);
                for (var p = 0; p < pixels; p++)
                {
                    for (var o = 0; o < outputs; o++)
                    {
                        planes[(o * pixels) + p] = product[(p * outputs) + o] + (bias is null ? 0 : bias[(g * outputs) + o]);
                    }
                }
            }
        }

        return Tensor.FromFloats(new TensorShape(shape), result);
    }

    /// <summary>A row of channels × kernel for each output pixel; zeros where the window leaves the image.</summary>
    private static void Windows(ReadOnlySpan<float> image, Span<float> windows, ConvolutionGeometry geometry, int channels, int height, int width)
    {
        var (kernelHeight, kernelWidth) = (geometry.Kernel[0], geometry.Kernel[1]);
        var place = 0;
        for (var pixel = 0; pixel < geometry.Output[0] * geometry.Output[1]; pixel++)
        {
            var top = (pixel / geometry.Output[1] * geometry.Strides[0]) - geometry.PadsBefore[0];
            var left = (pixel % geometry.Output[1] * geometry.Strides[1]) - geometry.PadsBefore[1];
            for (var c = 0; c < channels; c++)
            {
                for (var i = 0; i < kernelHeight; i++)
                {
                    var y = top + (i * geometry.Dilations[0]);
                    for (var j = 0; j < kernelWidth; j++)
                    {
                        var column = left + (j * geometry.Dilations[1]);
                        windows[place++] = (uint)y < (uint)height && (uint)column < (uint)width ? image[(((c * height) + y) * width) + column] : 0;
                    }
                }
            }
        }
    }
}
