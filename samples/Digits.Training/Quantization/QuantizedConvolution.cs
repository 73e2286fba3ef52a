using DigitTraining.Layers;

namespace DigitTraining.Quantization;

internal sealed class QuantizedConvolution(ConvolutionLayer layer, Affine inputScale, Affine outputScale)
    : QuantizedWeightedLayer(layer, inputScale, outputScale)
{
    public int Kernel { get; } = layer.Kernel;

    public override void Run(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var next = 0;
        for (var channel = 0; channel < Output.Channels; channel++)
        {
            for (var row = 0; row < Output.Height; row++)
            {
                for (var column = 0; column < Output.Width; column++)
                {
                    output[next++] = Finish(channel, Window(input[((row * Input.Width) + column)..], Parameters.Channel(channel)));
                }
            }
        }
    }

    private int Window(ReadOnlySpan<byte> input, ReadOnlySpan<sbyte> weights)
    {
        var sum = 0;
        for (var row = 0; row < Input.Channels * Kernel; row++)
        {
            var (channel, line) = Math.DivRem(row, Kernel);
            sum += Dot(input[((channel * Input.PlaneLength) + (line * Input.Width))..], weights.Slice(row * Kernel, Kernel));
        }

        return sum;
    }
}
