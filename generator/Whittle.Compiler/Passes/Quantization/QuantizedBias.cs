using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>A layer's bias as int32 in units of inputScale · weightScale.</summary>
internal static class QuantizedBias
{
    /// <summary>
    /// Converts the operand: stored int32 behind a DequantizeLinear of the very scale is taken as it is, anything else is quantized, round(b / (xs · ws)).
    /// </summary>
    /// <param name="raw">Whether stored int32 values are taken as they are under any scale, as ONNX Runtime's QGemm does.</param>
    /// <returns>False when the bias is computed at run time.</returns>
    public static bool TryConvert(Graph graph, Node node, int index, Quantized input, Quantized weights, int outputs, out Value? bias, bool raw = false) =>
        TryConvert(graph, node, node.InputOrNull(index), input, weights, outputs, out bias, raw);

    public static bool TryConvert(Graph graph, Node node, Value? operand, Quantized input, Quantized weights, int outputs, out Value? bias, bool raw = false)
    {
        bias = null;
        if (operand is null)
        {
            return true;
        }

        var scales = Array.ConvertAll(weights.Scales, scale => (float)(input.Scale * scale));
        if (Dequantized.Match(operand) is { Type: ElementType.Int32, Stored.Constant: { } stored } own &&
            (raw || Enumerable.Range(0, outputs).All(i => At(own.Parameters.Scales, i) == At(scales, i))))
        {
            bias = graph.NewConstant(node.Name + ".bias", Expand(stored.ToInt32s(), outputs));
            return true;
        }

        if (Constants.Of(operand) is not { } floats)
        {
            return false;
        }

        var values = floats.ToFloats();
        if (values.Length != outputs && values.Length != 1)
        {
            return false;
        }

        var integers = Enumerable.Range(0, outputs).Select(i => Saturate(Math.Round((double)(float)(At(values, i) / At(scales, i)), MidpointRounding.ToEven)));
        bias = graph.NewConstant(node.Name + ".bias", Tensor.FromInt32s(new TensorShape(outputs), [.. integers]));
        return true;
    }

    private static int Saturate(double value) => (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, value));

    private static Tensor Expand(int[] values, int outputs) =>
        Tensor.FromInt32s(new TensorShape(outputs), [.. Enumerable.Range(0, outputs).Select(i => At(values, i))]);

    private static T At<T>(T[] values, int index) => values[values.Length == 1 ? 0 : index];
}
