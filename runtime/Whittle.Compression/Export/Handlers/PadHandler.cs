using TorchSharp.Modules;

namespace Whittle.Compression.Export.Handlers;

/// <summary>ZeroPad, ConstantPad, ReflectionPad, ReplicationPad → Pad.</summary>
internal static class PadHandler
{
    public static string Add(GraphBuilder graph, PadBase pad, string name, string input)
    {
        // Torch lists a beginning and an end for each dimension, the last dimension first; ONNX all beginnings, then all ends.
        var rank = graph.Shapes.InputOf(pad, name).Length;
        var pads = new long[2 * rank];
        for (var i = 0; i < pad.padding.Length; i++)
        {
            pads[(i % 2 * rank) + rank - 1 - (i / 2)] = pad.padding[i];
        }

        List<string> inputs = [input, graph.Integers($"{name}.pads", pads)];
        var mode = pad switch
        {
            ReflectionPad1d or ReflectionPad2d or ReflectionPad3d => "reflect",
            ReplicationPad1d or ReplicationPad2d or ReplicationPad3d => "edge",
            _ => "constant",
        };
        if (mode == "constant")
        {
            inputs.Add(graph.Scalar($"{name}.value", pad.value));
        }

        return graph.Node("Pad", name, inputs, GraphBuilder.Text("mode", mode));
    }
}
