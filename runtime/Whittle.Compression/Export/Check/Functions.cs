using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Export.Check;

/// <summary>Functions of single values, and softmax.</summary>
internal static class Functions
{
    public static Tensor? TryCompute(NodeCall call) => call.Node.OperatorType switch
    {
        "Relu" => call[0].relu(),
        "Clip" => call[0].clamp(call[1], call[2]),
        "Neg" => -call[0],
        "LeakyRelu" => functional.leaky_relu(call[0], call.Float("alpha", 0.01f)),
        "PRelu" => where(call[0].lt(0), call[0] * call[1], call[0]),
        "ThresholdedRelu" => where(call[0].gt(call.Float("alpha", 1)), call[0], zeros_like(call[0])),
        "Elu" => functional.elu(call[0], call.Float("alpha", 1)),
        "Celu" => functional.celu(call[0], call.Float("alpha", 1)),
        "Selu" => functional.selu(call[0]),
        "Gelu" => Gelu(call),
        "Mish" => call[0] * functional.softplus(call[0]).tanh(),
        "HardSigmoid" => ((call[0] * call.Float("alpha", 0.2f)) + call.Float("beta", 0.5f)).clamp(0, 1),
        "HardSwish" => call[0] * ((call[0] / 6) + 0.5).clamp(0, 1),
        "Sigmoid" => call[0].sigmoid(),
        "Tanh" => call[0].tanh(),
        "Softplus" => functional.softplus(call[0]),
        "Softsign" => call[0] / (call[0].abs() + 1),
        "Shrink" => Shrink(call[0], call.Float("lambd", 0.5f), call.Float("bias", 0)),
        "Softmax" => call[0].softmax(call.Int("axis", -1)),
        "LogSoftmax" => call[0].log_softmax(call.Int("axis", -1)),
        _ => null,
    };

    /// <summary>x · Φ(x), or its approximation by tanh.</summary>
    private static Tensor Shrink(Tensor values, float border, float bias) =>
        where(values.gt(border), values - bias, where(values.lt(-border), values + bias, zeros_like(values)));

    private static Tensor Gelu(NodeCall call) => call.Text("approximate", "none") == "tanh"
        ? call[0] * 0.5 * ((Math.Sqrt(2 / Math.PI) * (call[0] + (0.044715 * call[0].pow(3)))).tanh() + 1)
        : call[0] * 0.5 * ((call[0] / Math.Sqrt(2)).erf() + 1);
}
