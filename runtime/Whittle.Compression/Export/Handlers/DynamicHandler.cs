using TorchSharp.Modules;
using Whittle.Compression.Quantization;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>
/// Linear and convolutions with bytes that are rounded at run time: DynamicQuantizeLinear, MatMulInteger or ConvInteger, then the sum times the
/// scales of input and weights, plus the bias.
/// </summary>
internal static class DynamicHandler
{
    public static string Add(GraphBuilder graph, Linear linear, string name, string input)
    {
        var weights = WeightWriter.Integers(graph, name, linear.weight);
        var (outputs, inputs) = (weights.Shape[0], weights.Shape[1]);
        var transposed = new sbyte[weights.Codes.Length];
        for (var i = 0; i < transposed.Length; i++)
        {
            transposed[(i % inputs * outputs) + (i / inputs)] = weights.Codes[i];
        }

        var bytes = Bytes(graph, name, input);
        var codes = graph.Constant(OnnxTensor.FromSBytes($"{name}.weight_quantized", [inputs, outputs], transposed));
        var sum = graph.Node("MatMulInteger", $"{name}.sum", [bytes[0], codes, bytes[2]]);
        return Finish(graph, name, sum, bytes[1], weights, linear.bias, []);
    }

    public static string Add(GraphBuilder graph, Convolution convolution, string name, string input, OnnxAttribute[] attributes)
    {
        var weights = WeightWriter.Integers(graph, name, convolution.weight);
        var bytes = Bytes(graph, name, input);
        var codes = graph.Constant(OnnxTensor.FromSBytes($"{name}.weight_quantized", weights.Shape, weights.Codes));
        var sum = graph.Node("ConvInteger", $"{name}.sum", [bytes[0], codes, bytes[2]], attributes);
        return Finish(graph, name, sum, bytes[1], weights, convolution.bias, [.. Enumerable.Repeat(1L, weights.Shape.Length - 2)]);
    }

    /// <summary>Bytes, scale and zero point.</summary>
    private static IReadOnlyList<string> Bytes(GraphBuilder graph, string name, string input) =>
        graph.Nodes("DynamicQuantizeLinear", [$"{name}.input_quantized", $"{name}.input_scale", $"{name}.input_zero_point"], [input]);

    /// <param name="places">A one for every dimension behind the outputs.</param>
    private static string Finish(GraphBuilder graph, string name, string sum, string scale, QuantizedWeights weights, Parameter? bias, long[] places)
    {
        using var scope = NewDisposeScope();
        long[] shape = weights.Scales.Length == 1 ? [1] : [weights.Scales.Length, .. places];
        var scales = graph.Node("Mul", $"{name}.scale", [scale, graph.Constant(OnnxTensor.FromFloats($"{name}.weight_scale", shape, weights.Scales))]);
        var wide = graph.Node("Cast", $"{name}.sum_float", [sum], GraphBuilder.Int("to", (long)OnnxElementType.Float));
        return bias is null
            ? graph.Node("Mul", name, [wide, scales])
            : graph.Node("Add", name, [graph.Node("Mul", $"{name}.product", [wide, scales]), graph.Constant($"{name}.bias", bias.reshape([-1, .. places]))]);
    }
}
