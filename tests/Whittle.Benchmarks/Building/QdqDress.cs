using Whittle.Onnx;

namespace Whittle.Benchmarks.Building;

/// <summary>Scale and zero point of a value in unsigned bytes.</summary>
internal readonly record struct Affine(float Scale, byte ZeroPoint)
{
    /// <summary>Covers a range that holds zero.</summary>
    public static Affine Covering(float low, float high)
    {
        var scale = (high - low) / 255;
        return new Affine(scale, (byte)Math.Clamp(MathF.Round(-low / scale), 0, 255));
    }
}

/// <summary>Writes a net in QDQ form: unsigned activations, int8 weights with a scale for each output, int32 bias. The output stays float.</summary>
internal sealed class QdqDress
{
    private readonly Net _net;
    private readonly IReadOnlyDictionary<string, Affine> _affine;
    private readonly GraphWriter _graph;

    private QdqDress(Net net, IReadOnlyDictionary<string, Affine> affine, int batch)
    {
        (_net, _affine) = (net, affine);
        _graph = new GraphWriter(net, batch);
    }

    public static byte[] Write(Net net, IReadOnlyDictionary<string, Affine> affine, int batch = 1)
    {
        var dress = new QdqDress(net, affine, batch);
        dress.RoundTrip(Net.InputName);
        foreach (var layer in net.Layers)
        {
            dress.Add(layer);
        }

        dress._graph.Output(net.Output.Name, net.Output.Output.Dimensions(batch));
        return dress._graph.ToBytes();
    }

    private void Add(Layer layer)
    {
        string[] inputs = [.. layer.Inputs.Select(Dequantized)];
        if (layer.Weights is { } weights)
        {
            inputs = [.. inputs, Weights(layer.Name, weights), Bias(layer.Name, weights, _affine[layer.Inputs[0]].Scale)];
        }

        var result = _graph.Node(layer.Operator, layer.Relu ? $"{layer.Name}_linear" : layer.Name, inputs, layer.Attributes);
        if (layer.Relu)
        {
            _graph.Node("Relu", layer.Name, [result]);
        }

        if (layer != _net.Output)
        {
            RoundTrip(layer.Name);
        }
    }

    private void RoundTrip(string value)
    {
        var (scale, zeroPoint) = _affine[value];
        string[] parameters = [_graph.Floats($"{value}_scale", [], scale), _graph.Constant(OnnxTensor.FromBytes($"{value}_zero", [], [zeroPoint]))];
        _graph.Node("QuantizeLinear", $"{value}_quantized", [value, .. parameters]);
        _graph.Node("DequantizeLinear", Dequantized(value), [$"{value}_quantized", .. parameters]);
    }

    private string Weights(string layer, LayerWeights weights)
    {
        var name = $"{layer}.weight";
        _graph.Constant(OnnxTensor.FromSBytes($"{name}_quantized", weights.Dimensions, weights.Values));
        _graph.Constant(OnnxTensor.FromSBytes($"{name}_zero", [weights.Outputs], new sbyte[weights.Outputs]));
        _graph.Floats($"{name}_scale", [weights.Outputs], weights.Scales);
        return _graph.Node("DequantizeLinear", name, [$"{name}_quantized", $"{name}_scale", $"{name}_zero"], Axis0());
    }

    private string Bias(string layer, LayerWeights weights, float inputScale)
    {
        var name = $"{layer}.bias";
        var scales = Array.ConvertAll(weights.Scales, scale => inputScale * scale);
        _graph.Constant(OnnxTensor.FromInt32s($"{name}_quantized", [weights.Outputs], [.. weights.Bias.Select((bias, i) => (int)MathF.Round(bias / scales[i]))]));
        _graph.Floats($"{name}_scale", [weights.Outputs], scales);
        return _graph.Node("DequantizeLinear", name, [$"{name}_quantized", $"{name}_scale"], Axis0());
    }

    private static string Dequantized(string value) => $"{value}_dequantized";

    private static OnnxAttribute Axis0() => new() { Name = "axis", Kind = OnnxAttributeKind.Int, Int = 0 };
}
