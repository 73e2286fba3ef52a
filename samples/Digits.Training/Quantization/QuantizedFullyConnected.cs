using DigitTraining.Layers;

namespace DigitTraining.Quantization;

internal sealed class QuantizedFullyConnected(FullyConnectedLayer layer, Affine inputScale, Affine outputScale)
    : QuantizedWeightedLayer(layer, inputScale, outputScale)
{
    public override void Run(ReadOnlySpan<byte> input, Span<byte> output)
    {
        for (var channel = 0; channel < output.Length; channel++)
        {
            output[channel] = Finish(channel, Dot(input, Parameters.Channel(channel)));
        }
    }
}
