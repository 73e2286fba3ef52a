using TorchSharp.Modules;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Functions whose operators came after operator set 13.</summary>
internal static class NewerActivationHandler
{
    public static string? TryAdd(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        Hardswish => Newer(graph, 14, "HardSwish", name, input),
        Mish => Newer(graph, 18, "Mish", name, input),
        GELU gelu => Newer(graph, 20, "Gelu", name, input, GraphBuilder.Text("approximate", gelu.approximate == GELU.Approximate.tanh ? "tanh" : "none")),
        _ => null,
    };

    private static string Newer(GraphBuilder graph, long operatorSet, string type, string name, string input, params OnnxAttribute[] attributes)
    {
        graph.Requires(operatorSet);
        return graph.Node(type, name, [input], attributes);
    }
}
