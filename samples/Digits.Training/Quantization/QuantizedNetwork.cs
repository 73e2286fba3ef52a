using DigitTraining.Layers;

namespace DigitTraining.Quantization;

/// <summary>A network in int8: the image becomes bytes, bytes pass from layer to layer, the last ones become scores.</summary>
internal sealed class QuantizedNetwork
{
    private QuantizedNetwork(Affine imageScale, IReadOnlyList<QuantizedLayer> layers)
    {
        ImageScale = imageScale;
        Layers = layers;
    }

    public Affine ImageScale { get; }

    public IReadOnlyList<QuantizedLayer> Layers { get; }

    /// <summary>Quantizes the layers; <paramref name="scales"/> are those of the image and of each layer's output.</summary>
    public static QuantizedNetwork Create(Network network, Affine[] scales)
    {
        var layers = new List<QuantizedLayer>();
        var input = scales[0];
        for (var i = 0; i < network.Layers.Count; i++)
        {
            // A Relu belongs to the layer before it, whose output is then only ever seen behind it.
            var relu = i + 1 < network.Layers.Count ? network.Layers[i + 1] as ReluLayer : null;
            var output = relu is null ? scales[i + 1] : scales[i + 2];
            var layer = Quantize(network.Layers[i], relu?.Name ?? "", input, output);
            layers.Add(layer);
            input = layer.OutputScale;
            i += relu is null ? 0 : 1;
        }

        return new QuantizedNetwork(scales[0], layers);
    }

    /// <summary>A function from an image to scores, with memory of its own for one image at a time.</summary>
    public Func<ReadOnlySpan<float>, float[]> CreateRunner()
    {
        byte[][] values = [new byte[Layers[0].Input.Length], .. Layers.Select(layer => new byte[layer.Output.Length])];
        return image =>
        {
            for (var i = 0; i < image.Length; i++)
            {
                values[0][i] = ImageScale.Quantize(image[i]);
            }

            for (var i = 0; i < Layers.Count; i++)
            {
                Layers[i].Run(values[i], values[i + 1]);
            }

            return Array.ConvertAll(values[^1], Layers[^1].OutputScale.Dequantize);
        };
    }

    private static QuantizedLayer Quantize(Layer layer, string relu, Affine input, Affine output) => layer switch
    {
        ConvolutionLayer convolution => new QuantizedConvolution(convolution, input, output) { ReluName = relu },
        FullyConnectedLayer connected => new QuantizedFullyConnected(connected, input, output) { ReluName = relu },
        MaxPoolLayer pool => new QuantizedMaxPool(pool, input),
        _ => throw new ArgumentException($"{layer.Name}: {layer.GetType().Name} has no int8 form of its own.", nameof(layer)),
    };
}
