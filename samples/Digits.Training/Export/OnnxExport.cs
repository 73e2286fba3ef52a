using DigitTraining.Quantization;
using Whittle.Onnx;

namespace DigitTraining.Export;

/// <summary>Writes an int8 network as an ONNX model in QDQ form.</summary>
internal static class OnnxExport
{
    private const long IrVersion = 7;
    private const long OperatorSet = 13;
    private const string Labels = "zero,one,two,three,four,five,six,seven,eight,nine";

    public static byte[] Write(QuantizedNetwork network) => OnnxWriter.Write(CreateModel(network));

    public static OnnxModel CreateModel(QuantizedNetwork network)
    {
        var model = Head();
        model.Graph = CreateGraph(network);
        return model;
    }

    /// <summary>A model without nodes, with what all of them say about themselves.</summary>
    internal static OnnxModel Head()
    {
        var model = new OnnxModel { IrVersion = IrVersion, ProducerName = "Digits.Training", Graph = { Name = "digits" } };
        model.OperatorSets.Add(new OnnxOperatorSet("", OperatorSet));
        model.Metadata.Add(new KeyValuePair<string, string>("labels", Labels));
        return model;
    }

    private static OnnxGraph CreateGraph(QuantizedNetwork network)
    {
        var graph = new OnnxGraph { Name = "digits" };
        var (input, output) = (network.Layers[0].Input, network.Layers[^1].Output);
        graph.Inputs.Add(Describe("image", 1, input.Channels, input.Height, input.Width));
        graph.Outputs.Add(Describe("scores", 1, output.Length));

        var builder = new QdqGraph(graph);
        var value = builder.RoundTrip("image", network.ImageScale);
        var (shape, scale) = (input, network.ImageScale);
        foreach (var layer in network.Layers)
        {
            if (layer is QuantizedFullyConnected && shape.PlaneLength > 1)
            {
                value = builder.RoundTrip(builder.Add("Flatten", "flatten", [value], []), scale);
            }

            value = AddLayer(builder, layer, value);
            if (layer.ReluName.Length > 0)
            {
                value = builder.Add("Relu", layer.ReluName, [value], []);
            }

            value = builder.RoundTrip(value, layer.OutputScale, layer == network.Layers[^1] ? "scores" : null);
            (shape, scale) = (layer.Output, layer.OutputScale);
        }

        return graph;
    }

    private static string AddLayer(QdqGraph builder, QuantizedLayer layer, string input) => layer switch
    {
        QuantizedConvolution convolution => AddConvolution(builder, convolution, input),
        QuantizedFullyConnected connected => AddFullyConnected(builder, connected, input),
        QuantizedMaxPool => builder.Add("MaxPool", layer.Name, [input], [Sizes("kernel_shape", 2, 2), Sizes("strides", 2, 2)]),
        _ => throw new ArgumentException($"{layer.Name}: {layer.GetType().Name} has no ONNX operator here.", nameof(layer)),
    };

    private static string AddConvolution(QdqGraph builder, QuantizedConvolution layer, string input)
    {
        var weights = builder.Weights(layer.Name, layer.Parameters, [layer.Output.Channels, layer.Input.Channels, layer.Kernel, layer.Kernel]);
        var bias = builder.Bias(layer.Name, layer.Parameters);
        return builder.Add("Conv", layer.Name, [input, weights, bias], [Sizes("kernel_shape", layer.Kernel, layer.Kernel)]);
    }

    private static string AddFullyConnected(QdqGraph builder, QuantizedFullyConnected layer, string input)
    {
        var weights = builder.Weights(layer.Name, layer.Parameters, [layer.Output.Length, layer.Input.Length]);
        var bias = builder.Bias(layer.Name, layer.Parameters);
        return builder.Add("Gemm", layer.Name, [input, weights, bias], [new OnnxAttribute { Name = "transB", Kind = OnnxAttributeKind.Int, Int = 1 }]);
    }

    internal static OnnxAttribute Sizes(string name, params long[] sizes) => new() { Name = name, Kind = OnnxAttributeKind.Ints, Ints = sizes };

    internal static OnnxValueInfo Describe(string name, params long[] dimensions) => new()
    {
        Name = name,
        ElementType = OnnxElementType.Float,
        Shape = [.. dimensions.Select(OnnxDimension.Fixed)],
    };
}
