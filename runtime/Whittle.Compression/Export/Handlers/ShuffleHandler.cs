using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Modules that move values between channels and places: DepthToSpace, or a transposition between two reshapes.</summary>
internal static class ShuffleHandler
{
    public static string Add(GraphBuilder graph, nn.Module module, string name, string input)
    {
        var shape = graph.Shapes.InputOf(module, name);
        var (count, channels, spatial) = (shape[0], shape[1], shape[2..]);
        switch (module)
        {
            case PixelShuffle shuffle:
                return graph.Node("DepthToSpace", name, [input], GraphBuilder.Int("blocksize", shuffle.upscale_factor), GraphBuilder.Text("mode", "CRD"));
            case PixelUnshuffle unshuffle:
                // ONNX's SpaceToDepth has another order of channels.
                var block = unshuffle.downscale_factor;
                return Move(
                    graph, name, input, [count, channels, spatial[0] / block, block, spatial[1] / block, block], [0, 1, 3, 5, 2, 4],
                    [count, channels * block * block, spatial[0] / block, spatial[1] / block]);
            default:
                var groups = ((ChannelShuffle)module).groups;
                return Move(graph, name, input, [count, groups, channels / groups, .. spatial], [0, 2, 1, .. spatial.Select((_, i) => i + 3L)], shape);
        }
    }

    private static string Move(GraphBuilder graph, string name, string input, long[] parts, long[] order, long[] result)
    {
        var split = graph.Node("Reshape", $"{name}.split", [input, graph.Integers($"{name}.parts", parts)]);
        var moved = graph.Node("Transpose", $"{name}.moved", [split], GraphBuilder.Ints("perm", order));
        return graph.Node("Reshape", name, [moved, graph.Integers($"{name}.shape", result)]);
    }
}
