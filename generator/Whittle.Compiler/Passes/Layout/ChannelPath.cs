using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>The way of a layer's outputs (channels, the innermost dimension) to the layer whose columns they are.</summary>
/// <param name="Depthwise">Depthwise convolutions on the way.</param>
/// <param name="End">The layer that takes them all together.</param>
internal sealed record ChannelPath(IReadOnlyList<Node> Depthwise, Node End)
{
    private const int Weights = 3;

    /// <summary>The way from a layer, or null if its outputs are read twice or somebody on the way tells channels apart.</summary>
    public static ChannelPath? From(Node layer)
    {
        var depthwise = new List<Node>();
        var channels = Last(layer.Output.Shape);
        for (var node = layer; node.Output.SingleConsumer is { } next && next.Input(0) == node.Output; node = next)
        {
            if (TakesColumns(next, channels))
            {
                return new ChannelPath(depthwise, next);
            }

            if (IsDepthwise(next, channels))
            {
                depthwise.Add(next);
            }
            else if (!KeepsChannels(next, channels))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>A convolution without groups.</summary>
    public static bool IsConvolution(Node node) => node.Is("QLinearConv", OperatorTable.WhittleDomain) && node.Attributes.Int("group", 1) == 1;

    private static bool TakesColumns(Node node, int channels) =>
        (IsConvolution(node)
            || node.Is("QLinearFullyConnected", OperatorTable.WhittleDomain)
            || node.Is("FullyConnectedDynamic", OperatorTable.WhittleDomain))
        && node.Input(Weights).Constant is { } weights && Last(weights.Shape) % channels == 0;

    private static bool IsDepthwise(Node node, int channels) => node.Is("QLinearConv", OperatorTable.WhittleDomain)
        && node.Attributes.Int("group", 1) == channels && channels > 1
        && node.Input(Weights).Constant is { } weights && weights.Shape[0] == channels && Last(weights.Shape) == 1;

    /// <summary>Image operators that do the same with every channel, and shapes of which a row still holds whole pixels.</summary>
    private static bool KeepsChannels(Node node, int channels) => node.Domain == OperatorTable.WhittleDomain
        ? node.Outputs.Count == 1 && node.OperatorType is ("PadImage" or "MaxPool" or "QLinearAveragePool" or "QLinearGlobalAveragePool")
        : node.Domain.Length == 0 && node.OperatorType is "Reshape" or "Flatten" && node.Output.Shape is { Rank: > 0 } shape && Last(shape) % channels == 0;

    private static int Last(TensorShape shape) => shape[shape.Rank - 1];
}
