using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Movement;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>MatMul (→ Add) and Gemm with constant weights become fully connected layers with weights [outputs, inputs].</summary>
internal sealed class FullyConnectedLayers : NodePass
{
    public override string Name => "fully connected layers";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (LinearLayer.Match(node) is not { } layer || node.Input(1).Constant is not { } weights || (layer.Bias is not null && !layer.Bias.IsConstant))
        {
            return false;
        }

        var oriented = layer.OutputsFirst ? weights : Transpose.Apply(weights, [1, 0]);
        if (layer.Alpha != 1)
        {
            oriented = Tensor.FromFloats(oriented.Shape, Array.ConvertAll(oriented.ToFloats(), weight => weight * layer.Alpha));
        }

        var value = ReferenceEquals(oriented, weights) ? node.Input(1) : graph.NewConstant(node.Input(1).Name, oriented);
        var bias = layer.Bias is null ? null : graph.NewConstant(layer.Bias.Name, LinearLayer.ExpandBias(layer.Bias.Constant!, layer.Outputs));
        graph.Replace(layer.Last, graph.Create(node, "FullyConnected", OperatorTable.WhittleDomain, [node.Input(0), value, bias]));
        return true;
    }
}
