using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Check;

/// <summary>Computes a graph of the operators that the exporter writes. It reads only the graph, so it does not share the exporter's view of a
/// module.</summary>
internal static class GraphEvaluator
{
    public static IReadOnlyDictionary<string, Tensor> Run(OnnxGraph graph, string inputName, Tensor input)
    {
        var values = new Dictionary<string, Tensor> { [inputName] = input };
        foreach (var constant in graph.Initializers)
        {
            values[constant.Name] = Constant(constant);
        }

        foreach (var node in graph.Nodes)
        {
            var call = new NodeCall(node, [.. node.Inputs.Select(name => name.Length == 0 ? null : values[name])]);
            foreach (var (name, value) in node.Outputs.Zip(Operators.Compute(call)))
            {
                values[name] = value;
            }
        }

        return values;
    }

    // Every integer that occurs is exact in a double.
    private static Tensor Constant(OnnxTensor constant)
    {
        var values = constant.ElementType == OnnxElementType.Float ? tensor(constant.ToFloats()) : tensor(constant.ToDoubles()).to_type(ScalarType.Float64);
        return values.reshape(constant.Dimensions);
    }
}
