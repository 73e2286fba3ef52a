using Whittle.Compression.Quantization;
using Whittle.Compression.Sharing;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Writes the weights and the bias of a layer in the form that the options ask for.</summary>
internal static class WeightWriter
{
    public static string Weight(GraphBuilder graph, string name, Tensor weight) => graph.Options.Weights.GetValueOrDefault(name) switch
    {
        WeightForm.Shared shared => Shared(graph, name, shared.Codebook, weight.shape),
        WeightForm.Integers integers => Integers(graph, name, integers.Weights),
        _ when graph.Options.Activations is not null => Integers(graph, name, WeightQuantizer.Quantize(weight, WeightScheme.Int8)),
        _ => Floats(graph, $"{name}.weight", weight),
    };

    /// <summary>The weights as integers with scales, for operators that take integers.</summary>
    public static QuantizedWeights Integers(GraphBuilder graph, string name, Tensor weight) => graph.Options.Weights.GetValueOrDefault(name) switch
    {
        WeightForm.Integers integers => integers.Weights,
        WeightForm.Shared =>
            throw new CompressionException($"'{name}' shares floats, but dynamic activations need integers. Export it without a form, or as integers."),
        _ => WeightQuantizer.Quantize(weight, WeightScheme.Int8),
    };

    // A mask leaves negative zeros where weights were negative; stored forms count those as values, so they become zeros: −0 + 0 = 0.
    private static string Floats(GraphBuilder graph, string name, Tensor weight)
    {
        using var scope = NewDisposeScope();
        return graph.Constant(name, weight.detach() + 0f);
    }

    /// <summary>A bias: 32-bit integers at the scale of the products where the input has bytes, and floats otherwise.</summary>
    public static string Bias(GraphBuilder graph, string name, Tensor bias, Tensor weight, string input)
    {
        if (!graph.Scales.TryGetValue(input, out var scale) || Scales(graph, name, weight) is not { } weightScales)
        {
            return graph.Constant($"{name}.bias", bias);
        }

        var values = bias.detach().data<float>().ToArray();
        var scales = values.Select((_, i) => scale.Scale * weightScales[weightScales.Length == 1 ? 0 : i]).ToArray();
        var codes = values.Select((value, i) => (int)Math.Clamp(Math.Round((double)value / scales[i]), int.MinValue, int.MaxValue)).ToArray();
        string[] parts =
        [
            graph.Constant(OnnxTensor.FromInt32s($"{name}.bias_quantized", [codes.Length], codes)),
            graph.Constant(OnnxTensor.FromFloats($"{name}.bias_scale", [scales.Length], scales)),
        ];
        return graph.Node("DequantizeLinear", $"{name}.bias", parts, GraphBuilder.Int("axis", 0));
    }

    private static float[]? Scales(GraphBuilder graph, string name, Tensor weight) => graph.Options.Weights.GetValueOrDefault(name) switch
    {
        WeightForm.Integers integers => integers.Weights.Scales,
        WeightForm.Shared => null,
        _ => WeightQuantizer.Quantize(weight, WeightScheme.Int8).Scales,
    };

    private static string Integers(GraphBuilder graph, string name, QuantizedWeights weights)
    {
        var codes = weights.Scheme == WeightScheme.Int4
            ? OnnxTensor.FromInt4s($"{name}.weight_quantized", weights.Shape, weights.Codes)
            : OnnxTensor.FromSBytes($"{name}.weight_quantized", weights.Shape, weights.Codes);
        var count = weights.Scales.Length;
        long[] shape = count == 1 ? [] : [count];
        var zeros = new sbyte[count];
        string[] parts =
        [
            graph.Constant(codes),
            graph.Constant(OnnxTensor.FromFloats($"{name}.weight_scale", shape, weights.Scales)),
            graph.Constant(weights.Scheme == WeightScheme.Int4
                ? OnnxTensor.FromInt4s($"{name}.weight_zero_point", shape, zeros)
                : OnnxTensor.FromSBytes($"{name}.weight_zero_point", shape, zeros)),
        ];
        return graph.Node("DequantizeLinear", $"{name}.weight", parts, count == 1 ? [] : [GraphBuilder.Int("axis", 0)]);
    }

    private static string Shared(GraphBuilder graph, string name, Codebook codebook, long[] shape) =>
        codebook.Rows == 1 ? SharedByLayer(graph, name, codebook, shape) : SharedByOutput(graph, name, codebook, shape);

    // Gather takes 32- or 64-bit indices, so the bytes are widened in the graph. Entry 0 is zero where weights are zero.
    private static string SharedByLayer(GraphBuilder graph, string name, Codebook codebook, long[] shape)
    {
        var codes = codebook.Codes();
        var hasZeros = codes.Contains(0);
        float[] values = hasZeros ? [0, .. codebook.Row(0)] : codebook.Row(0);
        var table = graph.Constant(OnnxTensor.FromFloats($"{name}.weight_codebook", [values.Length], values));
        return graph.Node("Gather", $"{name}.weight", [table, Indices(graph, name, shape, codes, hasZeros)]);
    }

    // One table row per output, filled up with zeros; GatherElements looks each weight up in its row, and the flat weights get their shape back.
    private static string SharedByOutput(GraphBuilder graph, string name, Codebook codebook, long[] shape)
    {
        var codes = codebook.Codes();
        var hasZeros = codes.Contains(0);
        float[][] rows = [.. Enumerable.Range(0, codebook.Rows).Select(row => hasZeros ? [0, .. codebook.Row(row)] : codebook.Row(row))];
        var width = rows.Max(row => row.Length);
        float[] values = [.. rows.SelectMany(row => row.Concat(Enumerable.Repeat(0f, width - row.Length)))];
        var table = graph.Constant(OnnxTensor.FromFloats($"{name}.weight_codebooks", [rows.Length, width], values));
        var indices = Indices(graph, name, [rows.Length, codes.Length / rows.Length], codes, hasZeros);
        var weights = graph.Node("GatherElements", shape.Length == 2 ? $"{name}.weight" : $"{name}.weight_rows", [table, indices], GraphBuilder.Int("axis", 1));
        return shape.Length == 2 ? weights : graph.Node("Reshape", $"{name}.weight", [weights, graph.Integers($"{name}.weight_shape", shape)]);
    }

    private static string Indices(GraphBuilder graph, string name, long[] shape, int[] codes, bool hasZeros)
    {
        var bytes = Array.ConvertAll(codes, code => (byte)(hasZeros ? code : code - 1));
        var indices = graph.Constant(OnnxTensor.FromBytes($"{name}.weight_indices", shape, bytes));
        return graph.Node("Cast", $"{name}.weight_indices_wide", [indices], GraphBuilder.Int("to", (long)OnnxElementType.Int32));
    }
}
