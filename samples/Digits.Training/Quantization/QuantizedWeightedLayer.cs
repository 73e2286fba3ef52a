using DigitTraining.Layers;

namespace DigitTraining.Quantization;

/// <summary>What convolution and fully connected layers share: int32 sums of products, brought back to bytes.</summary>
internal abstract class QuantizedWeightedLayer : QuantizedLayer
{
    private readonly byte _inputZeroPoint;
    private readonly float[] _units;

    protected QuantizedWeightedLayer(Layer layer, Affine inputScale, Affine outputScale)
        : base(layer, outputScale)
    {
        _inputZeroPoint = inputScale.ZeroPoint;
        Parameters = new QuantizedParameters(layer.Parameters, inputScale);
        _units = [.. Parameters.BiasScales.Select(scale => scale / outputScale.Scale)];
    }

    public QuantizedParameters Parameters { get; }

    protected int Dot(ReadOnlySpan<byte> input, ReadOnlySpan<sbyte> weights)
    {
        input = input[..weights.Length];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += (input[i] - _inputZeroPoint) * weights[i];
        }

        return sum;
    }

    protected byte Finish(int channel, int sum) => OutputScale.Requantize(sum + Parameters.Bias[channel], _units[channel]);
}
