using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>
/// Gemm in forms that no kernel has at once becomes plain ones: a transposed left operand is transposed by itself, alpha and beta go into
/// constants, and a C that is no bias of a layer is added after the product.
/// </summary>
internal sealed class GemmParts : NodePass
{
    public override string Name => "parts of Gemm";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Gemm"))
        {
            return false;
        }

        var isLayer = node.Input(1).IsConstant;
        if (isLayer && node.Attributes.Flag("transA", false))
        {
            node.SetInput(0, graph.Insert(node, node, "Transpose", "", [node.Input(0)], new NodeAttributes().Set("perm", new long[] { 1, 0 })));
            node.Attributes.Set("transA", 0L);
            return true;
        }

        if (node.InputOrNull(2) is not { } addend ||
            (isLayer ? LinearLayer.Match(node) is not null && addend.IsConstant : addend.Shape.Equals(node.Output.Shape)))
        {
            return false;
        }

        if (isLayer && addend.IsConstant)
        {
            FoldFactors(graph, node, addend);
            if (LinearLayer.Match(node) is not null)
            {
                return true;
            }
        }

        Separate(graph, node, node.Input(2));
        return true;
    }

    /// <summary>alpha and beta go into the constants.</summary>
    private static void FoldFactors(Graph graph, Node node, Value addend)
    {
        node.SetInput(1, Multiplied(graph, node.Input(1), node.Attributes.Float("alpha", 1)));
        node.SetInput(2, Multiplied(graph, addend, node.Attributes.Float("beta", 1)));
        node.Attributes.Set("alpha", 1f).Set("beta", 1f);
    }

    private static Value Multiplied(Graph graph, Value constant, float factor) => factor == 1
        ? constant
        : graph.NewConstant(constant.Name, Tensor.FromFloats(constant.Shape, Array.ConvertAll(constant.Constant!.ToFloats(), value => value * factor)));

    /// <summary>Product, then Add.</summary>
    private static void Separate(Graph graph, Node node, Value addend)
    {
        var beta = node.Attributes.Float("beta", 1);
        var attributes = node.Attributes.Clone().Set("beta", 1f);
        if (beta == 0)
        {
            graph.Replace(node, graph.Create(node, "Gemm", "", [node.Input(0), node.Input(1)], attributes));
            return;
        }

        var product = graph.Insert(node, node, "Gemm", "", [node.Input(0), node.Input(1)], attributes);
        graph.Replace(node, graph.Create(node, "Add", "", [product, Scaled(graph, node, addend, beta)]));
    }

    private static Value Scaled(Graph graph, Node node, Value addend, float beta)
    {
        if (beta == 1)
        {
            return addend;
        }

        if (addend.IsConstant)
        {
            return Multiplied(graph, addend, beta);
        }

        var factor = graph.NewConstant(node.Name + ".beta", Tensor.FromFloats(TensorShape.Scalar, [beta]));
        return graph.Insert(node, node, "Mul", "", [addend, factor]);
    }
}
