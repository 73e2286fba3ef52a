using TorchSharp.Modules;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Functions of single values, and softmax.</summary>
internal static class ActivationHandler
{
    /// <summary>Name of the output, or null when the module is of another kind.</summary>
    public static string? TryAdd(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        ReLU => graph.Node("Relu", name, [input]),
        ReLU6 => Clip(graph, name, input, 0, 6),
        LeakyReLU leaky => graph.Node("LeakyRelu", name, [input], GraphBuilder.Float("alpha", leaky.negative_slope)),
        ELU elu => graph.Node("Elu", name, [input], GraphBuilder.Float("alpha", elu.alpha)),
        Sigmoid => graph.Node("Sigmoid", name, [input]),
        Tanh => graph.Node("Tanh", name, [input]),
        SiLU => graph.Node("Mul", name, [input, graph.Node("Sigmoid", $"{name}.sigmoid", [input])]),
        Softplus { beta: 1 } => graph.Node("Softplus", name, [input]),
        Softmax softmax => graph.Node("Softmax", name, [input], GraphBuilder.Int("axis", softmax.dim)),
        LogSoftmax softmax => graph.Node("LogSoftmax", name, [input], GraphBuilder.Int("axis", softmax.dim)),
        _ => null,
    };

    private static string Clip(GraphBuilder graph, string name, string input, double low, double high) => graph.Node(
        "Clip", name,
        [input, graph.Constant(OnnxTensor.FromFloats($"{name}.min", [], [(float)low])), graph.Constant(OnnxTensor.FromFloats($"{name}.max", [], [(float)high]))]);
}
