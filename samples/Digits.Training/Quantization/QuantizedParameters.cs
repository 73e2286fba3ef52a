using DigitTraining.Layers;

namespace DigitTraining.Quantization;

/// <summary>Weights as int8, symmetric, each output channel with a scale of its own, and the bias as int32 in units of input scale * weight scale.</summary>
internal sealed class QuantizedParameters
{
    public QuantizedParameters(Parameters parameters, Affine input)
    {
        var channels = parameters.Bias.Length;
        PerChannel = parameters.Weights.Length / channels;
        Weights = new sbyte[parameters.Weights.Length];
        Scales = new float[channels];
        Bias = new int[channels];
        BiasScales = new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            QuantizeChannel(channel, parameters.Weights.AsSpan(channel * PerChannel, PerChannel));
            BiasScales[channel] = input.Scale * Scales[channel];
            Bias[channel] = (int)MathF.Round(parameters.Bias[channel] / BiasScales[channel]);
        }
    }

    /// <summary>Weights of one output channel.</summary>
    public int PerChannel { get; }

    public sbyte[] Weights { get; }

    public float[] Scales { get; }

    public int[] Bias { get; }

    public float[] BiasScales { get; }

    public ReadOnlySpan<sbyte> Channel(int channel) => Weights.AsSpan(channel * PerChannel, PerChannel);

    private void QuantizeChannel(int channel, ReadOnlySpan<float> weights)
    {
        var greatest = 0f;
        foreach (var weight in weights)
        {
            greatest = Math.Max(greatest, Math.Abs(weight));
        }

        var scale = greatest > 0 ? greatest / sbyte.MaxValue : 1;
        Scales[channel] = scale;
        for (var i = 0; i < weights.Length; i++)
        {
            Weights[(channel * PerChannel) + i] = (sbyte)MathF.Round(weights[i] / scale);
        }
    }
}
