using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Export.Check;

/// <summary>What the exported operators compute.</summary>
internal static class Operators
{
    public static Tensor Compute(NodeCall call) => call.Node.OperatorType switch
    {
        "Gemm" => Gemm(call),
        "Conv" => Windows.Convolve(call),
        "MaxPool" => Windows.Max(call),
        "AveragePool" => Windows.Average(call),
        "GlobalAveragePool" => call[0].mean([.. Enumerable.Range(2, call[0].shape.Length - 2).Select(i => (long)i)], keepdim: true),
        "BatchNormalization" => Normalize(call),
        "QuantizeLinear" => (call[0] / call[1]).round().add(call[2]).clamp(0, 255),
        "DequantizeLinear" => Dequantize(call),
        "Gather" => call[0].index_select(0, call[1].flatten().to_type(ScalarType.Int64)).reshape(call[1].shape),
        "Cast" => call[0],
        "Flatten" => call[0].flatten(1),
        "Reshape" => call[0].reshape([.. call[1].data<double>().ToArray().Select((size, i) => size == 0 ? call[0].shape[i] : (long)size)]),
        "Add" => call[0] + call[1],
        "Sub" => call[0] - call[1],
        "Mul" => call[0] * call[1],
        "Div" => call[0] / call[1],
        "MatMul" => call[0].matmul(call[1]),
        "Concat" => cat([.. call.Inputs.Select((_, i) => call[i])], call.Int("axis", 0)),
        _ => Function(call),
    };

    private static Tensor Function(NodeCall call) => call.Node.OperatorType switch
    {
        "Relu" => call[0].relu(),
        "Clip" => call[0].clamp(call[1], call[2]),
        "LeakyRelu" => functional.leaky_relu(call[0], call.Float("alpha", 0.01f)),
        "Elu" => functional.elu(call[0], call.Float("alpha", 1)),
        "Sigmoid" => call[0].sigmoid(),
        "Tanh" => call[0].tanh(),
        "Softplus" => functional.softplus(call[0]),
        "Softmax" => call[0].softmax(call.Int("axis", -1)),
        "LogSoftmax" => call[0].log_softmax(call.Int("axis", -1)),
        "Identity" => call[0],
        _ => throw new CompressionException(
            $"The check does not know {call.Node.OperatorType} of '{call.Node.Name}'. Use operators of built-in modules, or call {nameof(OnnxExport.CreateModel)}, which does not check."),
    };

    private static Tensor Gemm(NodeCall call)
    {
        var weights = call.Int("transB", 0) == 1 ? call[1].t() : call[1];
        var product = call[0].matmul(weights.to_type(call[0].dtype));
        return call.Optional(2) is { } bias ? product + bias.to_type(call[0].dtype) : product;
    }

    private static Tensor Normalize(NodeCall call)
    {
        long[] shape = [1, -1, .. Enumerable.Repeat(1L, call[0].shape.Length - 2)];
        Tensor Spread(int index) => call[index].reshape(shape);
        return (call[0] - Spread(3)) / (Spread(4) + call.Float("epsilon", 1e-5f)).sqrt() * Spread(1) + Spread(2);
    }

    private static Tensor Dequantize(NodeCall call)
    {
        var axis = call[1].shape.Length == 0 ? -1 : call.Int("axis", 1);
        var shape = call[0].shape.Select((size, i) => i == axis ? size : 1).ToArray();
        var centred = call.Optional(2) is { } zero ? call[0] - (axis < 0 ? zero : zero.reshape(shape)) : call[0];
        return (centred * (axis < 0 ? call[1] : call[1].reshape(shape))).to_type(ScalarType.Float32);
    }
}
