using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes.Layers;

/// <summary>Conv → Add of one constant per channel becomes the convolution's bias.</summary>
internal sealed class BiasFusion : NodePass
{
    public override string Name => "bias fusion";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Conv") || !node.Input(1).IsConstant || node.Output.SingleConsumer is not { } add || !add.Is("Add") ||
            node.InputOrNull(2) is { IsConstant: false } || !add.Output.Shape.Equals(node.Output.Shape))
        {
            return false;
        }

        var other = add.Input(0) == node.Output ? add.Input(1) : add.Input(0);
        if (other.Constant is not { } addend || !IsPerChannel(addend.Shape, node.Output.Shape))
        {
            return false;
        }

        var channels = node.Output.Shape[1];
        var values = LinearLayer.ExpandBias(addend, channels).ToFloats();
        if (node.InputOrNull(2)?.Constant is { } own)
        {
            values = [.. values.Zip(own.ToFloats(), (a, b) => a + b)];
        }

        var bias = graph.NewConstant(other.Name, Tensor.FromFloats(new TensorShape(channels), values));
        graph.Replace(add, graph.Create(node, "Conv", "", [node.Input(0), node.Input(1), bias], node.Attributes.Clone()));
        return true;
    }

    /// <summary>One value, or [channels, 1 …] under [batch, channels, spatial …].</summary>
    private static bool IsPerChannel(TensorShape addend, TensorShape output)
    {
        var channelAxis = addend.Rank - (output.Rank - 1);
        return addend.Length == 1 || (channelAxis >= 0 && addend.Length == output[1] && addend[channelAxis] == output[1]);
    }
}
