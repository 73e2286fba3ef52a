using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>Functions of single values that are one ONNX operator, and softmax.</summary>
internal static class ActivationHandler
{
    /// <summary>Name of the output, or null when the module is of another kind.</summary>
    public static string? TryAdd(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        ReLU => graph.Node("Relu", name, [input]),
        ReLU6 => Clip(graph, name, input, 0, 6),
        Hardtanh { inplace: false } => throw new CompressionException(
            $"'{name}' does nothing: Hardtanh of TorchSharp 0.107 clips in place only. Create it with inplace: true, so that it clips in training and in the "
                + "file."),
        Hardtanh limits => Clip(graph, name, input, limits.min_val, limits.max_val),
        LeakyReLU leaky => graph.Node("LeakyRelu", name, [input], GraphBuilder.Float("alpha", leaky.negative_slope)),
        RReLU random => graph.Node("LeakyRelu", name, [input], GraphBuilder.Float("alpha", (random.lower + random.upper) / 2)),
        ELU elu => graph.Node("Elu", name, [input], GraphBuilder.Float("alpha", elu.alpha)),
        CELU celu => graph.Node("Celu", name, [input], GraphBuilder.Float("alpha", celu.alpha)),
        SELU => graph.Node("Selu", name, [input]),
        Sigmoid => graph.Node("Sigmoid", name, [input]),
        Tanh => graph.Node("Tanh", name, [input]),
        Softsign => graph.Node("Softsign", name, [input]),
        Hardsigmoid => graph.Node("HardSigmoid", name, [input], GraphBuilder.Float("alpha", 1.0 / 6), GraphBuilder.Float("beta", 0.5)),
        Threshold { value: 0, threshold: >= 0 } threshold => graph.Node("ThresholdedRelu", name, [input], GraphBuilder.Float("alpha", threshold.threshold)),
        Hardshrink shrink => graph.Node("Shrink", name, [input], GraphBuilder.Float("lambd", shrink.lambda), GraphBuilder.Float("bias", 0)),
        Softshrink shrink => graph.Node("Shrink", name, [input], GraphBuilder.Float("lambd", shrink.lambda), GraphBuilder.Float("bias", shrink.lambda)),
        Softmax softmax => graph.Node("Softmax", name, [input], GraphBuilder.Int("axis", softmax.dim)),
        Softmax2d => graph.Node("Softmax", name, [input], GraphBuilder.Int("axis", -3)),
        LogSoftmax softmax => graph.Node("LogSoftmax", name, [input], GraphBuilder.Int("axis", softmax.dim)),
        _ => NewerActivationHandler.TryAdd(graph, module, name, input) ?? CompositeHandler.TryAdd(graph, module, name, input),
    };

    private static string Clip(GraphBuilder graph, string name, string input, double low, double high) =>
        graph.Node("Clip", name, [input, graph.Scalar($"{name}.min", low), graph.Scalar($"{name}.max", high)]);
}
