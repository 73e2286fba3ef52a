using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Functions of single values that take several ONNX operators.</summary>
internal static class CompositeHandler
{
    /// <summary>Above this, torch's softplus is the identity, and so is the exact one to the last bit of a float.</summary>
    private const double ExactThreshold = 15;

    public static string? TryAdd(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        SiLU => graph.Node("Mul", name, [input, graph.Node("Sigmoid", $"{name}.sigmoid", [input])]),
        Softplus { threshold: >= ExactThreshold } softplus => Softplus(graph, softplus.beta, name, input),
        LogSigmoid => graph.Node("Neg", name, [graph.Node("Softplus", $"{name}.softplus", [graph.Node("Neg", $"{name}.negative", [input])])]),
        Softmin softmin => graph.Node("Softmax", name, [graph.Node("Neg", $"{name}.negative", [input])], GraphBuilder.Int("axis", softmin.dim)),
        Tanhshrink => graph.Node("Sub", name, [input, graph.Node("Tanh", $"{name}.tanh", [input])]),
        GLU glu => Gated(graph, glu, name, input),
        _ => null,
    };

    private static string Softplus(GraphBuilder graph, double beta, string name, string input) => beta == 1
        ? graph.Node("Softplus", name, [input])
        : graph.Node("Div", name, [
            graph.Node("Softplus", $"{name}.softplus", [graph.Node("Mul", $"{name}.scaled", [input, graph.Scalar($"{name}.beta", beta)])]),
            graph.Scalar($"{name}.beta", beta),
        ]);

    /// <summary>The first half times the sigmoid of the second.</summary>
    private static string Gated(GraphBuilder graph, GLU glu, string name, string input)
    {
        var shape = graph.Shapes.InputOf(glu, name);
        var axis = (int)(glu.dim < 0 ? glu.dim + shape.Length : glu.dim);
        var half = shape[axis] / 2;
        string Slice(string part, long start) => graph.Node(
            "Slice", $"{name}.{part}",
            [input, graph.Integers($"{name}.{part}_start", start), graph.Integers($"{name}.{part}_end", start + half), graph.Integers(
                $"{name}.{part}_axis", axis)]);
        return graph.Node("Mul", name, [Slice("value", 0), graph.Node("Sigmoid", $"{name}.sigmoid", [Slice("gate", half)])]);
    }
}
