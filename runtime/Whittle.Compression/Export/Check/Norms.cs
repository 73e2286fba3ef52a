using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Export.Check;

/// <summary>Normalizations and means over images.</summary>
internal static class Norms
{
    public static Tensor? TryCompute(NodeCall call) => call.Node.OperatorType switch
    {
        "GlobalAveragePool" => call[0].mean(Places(call), keepdim: true),
        "GlobalMaxPool" => call[0].amax(Places(call), keepdim: true),
        "BatchNormalization" => Scaled(call, call[0] - Spread(call, 3), Spread(call, 4)),
        "InstanceNormalization" => Instance(call),
        "LayerNormalization" => Layer(call),
        "GroupNormalization" => functional.group_norm(call[0], call.Int("num_groups", 1), call[1], call[2], call.Float("epsilon", 1e-5f)),
        "LRN" => functional.local_response_norm(call[0], call.Int("size", 1), call.Float("alpha", 1e-4f), call.Float("beta", 0.75f), call.Float("bias", 1)),
        _ => null,
    };

    private static Tensor Instance(NodeCall call)
    {
        var centred = call[0] - call[0].mean(Places(call), keepdim: true);
        return Scaled(call, centred, centred.pow(2).mean(Places(call), keepdim: true));
    }

    private static Tensor Layer(NodeCall call)
    {
        var first = (int)-call.Int("axis", -1);
        long[] axes = [.. Enumerable.Range(1, first).Select(i => (long)-i)];
        var centred = call[0] - call[0].mean(axes, keepdim: true);
        var scaled = centred / (centred.pow(2).mean(axes, keepdim: true) + call.Float("epsilon", 1e-5f)).sqrt() * call[1];
        return call.Optional(2) is { } bias ? scaled + bias : scaled;
    }

    private static Tensor Scaled(NodeCall call, Tensor centred, Tensor variance) =>
        (centred / (variance + call.Float("epsilon", 1e-5f)).sqrt() * Spread(call, 1)) + Spread(call, 2);

    private static long[] Places(NodeCall call) => [.. Enumerable.Range(2, call[0].shape.Length - 2).Select(i => (long)i)];

    private static Tensor Spread(NodeCall call, int index) => call[index].reshape([1, -1, .. Enumerable.Repeat(1L, call[0].shape.Length - 2)]);
}
