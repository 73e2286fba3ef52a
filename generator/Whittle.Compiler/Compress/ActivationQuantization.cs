using Whittle.Compiler.Evaluation;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;

namespace Whittle.Compiler.Compress;

/// <summary>Quantizes what layers with quantized weights read: by the range of the data at hand, or by ranges that calibration has shown.</summary>
internal static class ActivationQuantization
{
    /// <param name="calibration">Inputs that show the ranges; null quantizes dynamically.</param>
    public static void Run(Graph graph, IReadOnlyList<WeightLayer> layers, SampleSet? calibration)
    {
        if (calibration is null)
        {
            Dynamic(graph, layers);
        }
        else
        {
            StaticActivations.Run(graph, layers, calibration);
        }
    }

    /// <summary>One DynamicQuantizeLinear for each value that layers read.</summary>
    private static void Dynamic(Graph graph, IReadOnlyList<WeightLayer> layers)
    {
        var quantized = new Dictionary<Value, Value>();
        foreach (var layer in layers)
        {
            var input = layer.Node.Input(0);
            if (!quantized.TryGetValue(input, out var dequantized))
            {
                var quantize = new Node(layer.Name + ".input", "DynamicQuantizeLinear", "", WeightStorage.Opset);
                quantize.AddInput(input);
                foreach (var part in new[] { "quantized", "scale", "zeroPoint" })
                {
                    quantize.AddOutput(graph.NewValue($"{input.Name}.{part}"));
                }

                ShapeInference.Infer(quantize);
                graph.InsertBefore(layer.Node, quantize);
                dequantized = graph.Insert(layer.Node, quantize, "DequantizeLinear", "", [.. quantize.Outputs]);
                quantized[input] = dequantized;
            }

            layer.Node.SetInput(0, dequantized);
        }
    }
}
