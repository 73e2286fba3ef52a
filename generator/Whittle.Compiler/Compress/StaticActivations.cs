using Whittle.Compiler.Evaluation;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Plan;

namespace Whittle.Compiler.Compress;

/// <summary>
/// Static int8 activations in QDQ form: QuantizeLinear → DequantizeLinear behind every value that layers read, and behind every result of a convolution,
/// with the least and greatest number that calibration has shown. Where data only moves, the pair stands before it.
/// </summary>
internal static class StaticActivations
{
    private static readonly HashSet<string> Movements = new(StringComparer.Ordinal)
    {
        "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "MaxPool", "GlobalMaxPool",
    };

    public static void Run(Graph graph, IReadOnlyList<WeightLayer> layers, SampleSet calibration)
    {
        var values = layers.Select(layer => Source(layer.Node.Input(0)))
            .Concat(layers.Where(layer => layer.Node.Is("Conv")).Select(layer => Result(layer.Node)))
            .Where(value => !value.IsConstant)
            .Distinct().ToList();
        var ranges = Ranges(graph, values, calibration);
        foreach (var value in values)
        {
            Quantize(graph, value, ranges[value]);
        }
    }

    /// <summary>The value before it was moved about.</summary>
    private static Value Source(Value value)
    {
        while (value.Producer is { } producer && producer.Domain.Length == 0 && Movements.Contains(producer.OperatorType))
        {
            value = producer.Input(0);
        }

        return value;
    }

    /// <summary>The result of a layer behind the activation that the integer layer will take over.</summary>
    private static Value Result(Node layer) =>
        layer.Output.SingleConsumer is { } next && ActivationLimits.Of(next) is not null ? next.Output : layer.Output;

    private static Dictionary<Value, (float Low, float High)> Ranges(Graph graph, List<Value> values, SampleSet calibration)
    {
        var wanted = new HashSet<Value>(values);
        var ranges = values.ToDictionary(value => value, _ => (Low: 0f, High: 0f));
        calibration.Run(graph, (value, tensor) =>
        {
            if (!wanted.Contains(value))
            {
                return;
            }

            var numbers = tensor.ToFloats().Where(number => !float.IsNaN(number) && !float.IsInfinity(number)).DefaultIfEmpty().ToArray();
            var (low, high) = (numbers.Min(), numbers.Max());
            lock (ranges)
            {
                ranges[value] = (Math.Min(ranges[value].Low, low), Math.Max(ranges[value].High, high));
            }
        });
        return ranges;
    }

    private static void Quantize(Graph graph, Value value, (float Low, float High) range)
    {
        var scale = range.High == range.Low ? 1f : (range.High - range.Low) / 255f;
        var zeroPoint = (byte)Math.Max(0, Math.Min(255, Math.Round(-range.Low / scale, MidpointRounding.ToEven)));
        var name = value.Name;
        var scaleValue = graph.NewConstant(name + ".scale", Tensor.FromFloats(TensorShape.Scalar, [scale]));
        var zeroValue = graph.NewConstant(name + ".zeroPoint", Tensor.From(ElementType.UInt8, TensorShape.Scalar, [zeroPoint]));
        var quantize = Make(graph, name + ".quantize", "QuantizeLinear", value, scaleValue, zeroValue);
        var dequantize = Make(graph, name + ".dequantize", "DequantizeLinear", quantize.Output, scaleValue, zeroValue);

        // Readers first: the new pair reads the value itself.
        graph.ReplaceUses(value, dequantize.Output);
        quantize.SetInput(0, value);
        if (value.Producer is { } producer)
        {
            graph.InsertAfter(producer, quantize);
        }
        else
        {
            graph.InsertBefore(graph.Nodes[0], quantize);
        }

        graph.InsertAfter(quantize, dequantize);
    }

    private static Node Make(Graph graph, string name, string type, params Value[] inputs)
    {
        var node = new Node(name, type, "", WeightStorage.Opset);
        foreach (var input in inputs)
        {
            node.AddInput(input);
        }

        node.AddOutput(graph.NewValue(name));
        ShapeInference.Infer(node);
        return node;
    }
}
