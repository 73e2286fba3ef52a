using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Integer weights of a layer as the model stores them: behind a DequantizeLinear, or as an operand of an integer operator.</summary>
/// <param name="Layer">The node that multiplies.</param>
/// <param name="Stored">The integers.</param>
/// <param name="OutputAxis">Axis of the layer's outputs in <paramref name="Stored"/>.</param>
/// <param name="Parameters">Scales and zero points; null where they are computed at run time or belong to another node.</param>
internal sealed record StoredWeights(Node Layer, Tensor Stored, int OutputAxis, Quantized? Parameters)
{
    public static IEnumerable<StoredWeights> All(Graph graph) => graph.Nodes.Select(Of).OfType<StoredWeights>();

    private static StoredWeights? Of(Node node) => node.OperatorType switch
    {
        "Conv" or "ConvTranspose" or "Gemm" or "MatMul" => Behind(node),
        "QLinearConv" or "QLinearMatMul" or "QGemm" => Operand(node, 3, 4, 5),
        "ConvInteger" or "MatMulInteger" => Operand(node, 1, -1, 3),
        _ => null,
    };

    private static StoredWeights? Behind(Node node) =>
        node.InputOrNull(1)?.Producer is { } dequantize && dequantize.Is("DequantizeLinear") && dequantize.Input(0).Constant is { } stored && IsInteger(stored)
            ? new StoredWeights(node, stored, Axis(node, stored), Quantized.TryRead(dequantize, 1, 2))
            : null;

    private static StoredWeights? Operand(Node node, int weights, int scale, int zeroPoint) =>
        node.InputOrNull(weights)?.Constant is { } stored && IsInteger(stored)
            ? new StoredWeights(node, stored, Axis(node, stored), scale < 0 ? WithoutScale(node, zeroPoint) : Quantized.TryRead(node, scale, zeroPoint))
            : null;

    /// <summary>Weights whose scale is multiplied in by a later node: only the integers and their zero point are known here.</summary>
    private static Quantized? WithoutScale(Node node, int zeroPoint)
    {
        var zeroPoints = node.InputOrNull(zeroPoint) is { } value ? value.Constant?.ToInt32s() : [0];
        return zeroPoints is { Length: > 0 } ? new Quantized([.. zeroPoints.Select(_ => float.NaN)], zeroPoints) : null;
    }

    private static int Axis(Node node, Tensor stored) => node.OperatorType switch
    {
        "Conv" or "QLinearConv" or "ConvInteger" => 0,
        "ConvTranspose" => 1,
        "Gemm" or "QGemm" => node.Attributes.Flag("transB", false) ? 0 : 1,
        _ => Math.Max(0, stored.Shape.Rank - 1),
    };

    private static bool IsInteger(Tensor tensor) =>
        tensor.Element is ElementType.Int8 or ElementType.UInt8 or ElementType.Int4 or ElementType.UInt4 && tensor.Shape.Rank >= 2;
}
