using DigitTraining.Layers;
using Whittle.Onnx;

namespace DigitTraining.Export;

/// <summary>Writes the network as it was trained, in floats: a model that leaves compression to the build.</summary>
internal static class FloatExport
{
    public static byte[] Write(Network network)
    {
        var model = OnnxExport.Head();
        var builder = new QdqGraph(model.Graph);
        var (input, output) = (network.Layers[0].Input, network.Layers[^1].Output);
        model.Graph.Inputs.Add(OnnxExport.Describe("image", 1, input.Channels, input.Height, input.Width));
        model.Graph.Outputs.Add(OnnxExport.Describe("scores", 1, output.Length));
        var (value, shape) = ("image", input);
        foreach (var layer in network.Layers)
        {
            if (layer is FullyConnectedLayer && shape.PlaneLength > 1)
            {
                value = builder.Add("Flatten", "flatten", [value], []);
            }

            value = Add(builder, model.Graph, layer, value, layer == network.Layers[^1] ? "scores" : null);
            shape = layer.Output;
        }

        return OnnxWriter.Write(model);
    }

    private static string Add(QdqGraph builder, OnnxGraph graph, Layer layer, string input, string? output)
    {
        string[] Operands(params long[] dimensions)
        {
            graph.Initializers.Add(OnnxTensor.FromFloats($"{layer.Name}.weight", dimensions, layer.Parameters.Weights));
            graph.Initializers.Add(OnnxTensor.FromFloats($"{layer.Name}.bias", [layer.Parameters.Bias.Length], layer.Parameters.Bias));
            return [input, $"{layer.Name}.weight", $"{layer.Name}.bias"];
        }

        return layer switch
        {
            ConvolutionLayer convolution => builder.Add(
                "Conv",
                layer.Name,
                Operands(layer.Output.Channels, layer.Input.Channels, convolution.Kernel, convolution.Kernel),
                [OnnxExport.Sizes("kernel_shape", convolution.Kernel, convolution.Kernel)],
                output),
            FullyConnectedLayer => builder.Add(
                "Gemm",
                layer.Name,
                Operands(layer.Output.Length, layer.Input.Length),
                [new OnnxAttribute { Name = "transB", Kind = OnnxAttributeKind.Int, Int = 1 }],
                output),
            MaxPoolLayer => builder.Add("MaxPool", layer.Name, [input], [OnnxExport.Sizes("kernel_shape", 2, 2), OnnxExport.Sizes("strides", 2, 2)], output),
            ReluLayer => builder.Add("Relu", layer.Name, [input], [], output),
            _ => throw new ArgumentException($"{layer.Name}: {layer.GetType().Name} has no ONNX operator here.", nameof(layer)),
        };
    }
}
