using static TorchSharp.torch;

namespace Whittle.Compression.Export.Check;

/// <summary>What the exported operators compute.</summary>
internal static class Operators
{
    /// <summary>The node's outputs.</summary>
    public static Tensor[] Compute(NodeCall call) => call.Node.OperatorType == "DynamicQuantizeLinear" ? Rounding.Dynamic(call) : [Single(call)];

    private static Tensor Single(NodeCall call) => call.Node.OperatorType switch
    {
        "Gemm" => Gemm(call),
        "MatMul" => call[0].matmul(call[1].to_type(call[0].dtype)),
        "MatMulInteger" => (call[0] - call[2]).matmul(call[1].to_type(call[0].dtype)),
        "Conv" => Windows.Convolve(call, call[0], call[1], call.Optional(2)),
        "ConvInteger" => Windows.Convolve(call, call[0] - call[2], call[1].to_type(call[0].dtype), null),
        "ConvTranspose" => Windows.Transposed(call),
        "LSTM" or "GRU" => Recurrence.Run(call),
        "MaxPool" => Windows.Max(call),
        "AveragePool" => Windows.Average(call),
        "QuantizeLinear" => Rounding.Quantize(call),
        "DequantizeLinear" => Rounding.Dequantize(call),
        "Cast" => call[0],
        "Add" => call[0] + call[1],
        "Sub" => call[0] - call[1],
        "Mul" => call[0] * call[1],
        "Div" => call[0] / call[1],
        _ => Movement.TryCompute(call) ?? Norms.TryCompute(call) ?? Functions.TryCompute(call) ?? throw new CompressionException(
            $"The check does not know {call.Node.OperatorType} of '{call.Node.Name}'. Use operators of built-in modules, or call "
                + $"{nameof(OnnxExport.CreateModel)}, which does not check."),
    };

    private static Tensor Gemm(NodeCall call)
    {
        var weights = call.Int("transB", 0) == 1 ? call[1].t() : call[1];
        var product = call[0].matmul(weights.to_type(call[0].dtype));
        return call.Optional(2) is { } bias ? product + bias.to_type(call[0].dtype) : product;
    }
}
