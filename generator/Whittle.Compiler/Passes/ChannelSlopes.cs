using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes;

/// <summary>Before operator set 7 the slopes of PRelu are one a channel; they get the shape that broadcasts so, [channels, 1, 1 …].</summary>
internal sealed class ChannelSlopes : NodePass
{
    private const int FirstBroadcasting = 7;

    public override string Name => "channel slopes";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("PRelu") || !IsPerChannel(node.Opset, node.Input(0).Shape, node.Input(1).Shape))
        {
            return false;
        }

        var shape = Enumerable.Repeat(1L, node.Input(0).Shape.Rank - 1).ToArray();
        shape[0] = node.Input(1).Shape.Length;
        var target = graph.NewConstant(node.Name + ".slopes", Tensor.FromInt64s(new TensorShape([shape.Length]), shape));
        var slopes = graph.Insert(node, node, "Reshape", "", [node.Input(1), target]);
        graph.Bypass(node, graph.Insert(node, node, "PRelu", "", [node.Input(0), slopes]));
        return true;
    }

    /// <summary>Whether the slopes of a PRelu are one a channel by the old rule, and do not stand there already.</summary>
    public static bool IsPerChannel(int opset, TensorShape input, TensorShape slopes) =>
        opset < FirstBroadcasting && input.Rank > 2 && slopes.Rank == 1 && slopes.Length > 1 && slopes.Length == input[1];
}
