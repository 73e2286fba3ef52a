using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;

namespace Whittle.Compiler.Compress;

/// <summary>Puts the compressed weights into the graph: floats as they are, integers behind a DequantizeLinear with a scale per output.</summary>
internal static class WeightStorage
{
    /// <summary>Version of the operator set of the nodes that compression makes, whatever the model's is.</summary>
    public const int Opset = 21;

    public static void Run(Graph graph, IReadOnlyList<WeightLayer> layers)
    {
        foreach (var layer in layers.Where(layer => layer.Done.Count > 0))
        {
            var name = layer.Node.Input(1).Name;
            var inputs = layer.Node.Inputs.ToArray();
            inputs[1] = layer.Quantized is { } quantized
                ? Dequantized(graph, layer, name, quantized)
                : graph.NewConstant(name, Tensor.FromFloats(layer.Shape, layer.Weights));

            // The layers mean the same in every version; those that fusion makes of them need a late one.
            var node = graph.Create(layer.Node, layer.Node.OperatorType, "", inputs, layer.Node.Attributes.Clone(), Math.Max(Opset, layer.Node.Opset));
            graph.Replace(layer.Node, node);
            layer.Node = node;
        }
    }

    private static Value Dequantized(Graph graph, WeightLayer layer, string name, sbyte[] quantized)
    {
        var weights = graph.NewConstant(name, Tensor.FromSBytes(layer.Shape, quantized));
        var scales = graph.NewConstant(name + ".scales", Tensor.FromFloats(new TensorShape(layer.Outputs), layer.Scales));
        var node = graph.Create(layer.Node, "DequantizeLinear", "", [weights, scales], new NodeAttributes().Set("axis", (long)layer.Axis), Opset);
        graph.InsertBefore(layer.Node, node);
        return node.Output;
    }
}
