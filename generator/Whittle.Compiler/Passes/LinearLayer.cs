using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes;

/// <summary>A MatMul or Gemm seen as a fully connected layer: weights [inputs, outputs] or [outputs, inputs], an optional bias.</summary>
/// <param name="Node">The MatMul or Gemm.</param>
/// <param name="Last">The node whose result is the layer's: the Add of the bias, or the product.</param>
/// <param name="OutputsFirst">Whether the weights are [outputs, inputs].</param>
/// <param name="Outputs">Number of outputs.</param>
/// <param name="Alpha">Factor of the product.</param>
/// <param name="Bias">One value per output (or one for all), or null.</param>
internal sealed record LinearLayer(Node Node, Node Last, bool OutputsFirst, int Outputs, float Alpha, Value? Bias)
{
    public static LinearLayer? Match(Node node)
    {
        if (node.Outputs[0]?.Type?.Element != Plan.ElementType.Float32)
        {
            return null;
        }

        if (node.Is("MatMul") && node.Input(1).Shape.Rank == 2 && node.Input(0).Shape.Rank >= 2)
        {
            var outputs = node.Input(1).Shape[1];
            return node.Output.SingleConsumer is { } add
                && add.Is("Add")
                && Addend(add, node.Output) is { } bias
                && IsPerOutput(bias, outputs)
                && add.Output.Shape.Equals(node.Output.Shape)
                ? new LinearLayer(node, add, false, outputs, 1, bias)
                : new LinearLayer(node, node, false, outputs, 1, null);
        }

        if (!node.Is("Gemm") || node.Attributes.Flag("transA", false))
        {
            return null;
        }

        var (transB, alpha, beta) = (node.Attributes.Flag("transB", false), node.Attributes.Float("alpha", 1), node.Attributes.Float("beta", 1));
        var count = node.Input(1).Shape[transB ? 0 : 1];
        var addend = node.InputOrNull(2);
        if (addend is not null && (alpha != 1 || beta != 1 || !IsPerOutput(addend, count)))
        {
            return null;
        }

        return new LinearLayer(node, node, transB, count, alpha, addend);
    }

    /// <summary>One value per output from a constant bias that may hold one for all.</summary>
    public static Tensor ExpandBias(Tensor bias, int outputs)
    {
        var values = bias.ToFloats();
        return Tensor.FromFloats(new TensorShape(outputs), values.Length == outputs ? values : [.. Enumerable.Repeat(values[0], outputs)]);
    }

    private static Value? Addend(Node add, Value product)
    {
        var other = add.Input(0) == product ? add.Input(1) : add.Input(0);
        return other != product && Constants.Of(other) is not null ? other : null;
    }

    /// <summary>[outputs], [1, …, outputs] or a single value.</summary>
    private static bool IsPerOutput(Value bias, int outputs) =>
        bias.Shape.Length == 1 || (bias.Shape.Length == outputs && bias.Shape.Rank >= 1 && bias.Shape[bias.Shape.Rank - 1] == outputs);
}
