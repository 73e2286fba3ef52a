using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>Inputs of linear layers and convolutions rounded to bytes by their own range, in every run anew: no calibration, and no range that turns out too
/// small.</summary>
public static class DynamicActivations
{
    // Constants, because training rounds in every step, and numbers that nothing keeps may be freed under an operation (Training.AdamOptimizer says why).
    private static readonly Scalar s_steps = 255;
    private static readonly Scalar s_zero = 0;

    /// <summary>Rounds to bytes and back as ONNX's DynamicQuantizeLinear does; the gradient goes straight through.</summary>
    public static Tensor RoundTrip(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var scope = NewDisposeScope();
        var exact = values.detach();
        var low = exact.min().clamp_max(s_zero);
        var scale = (exact.max().clamp_min(s_zero) - low) / s_steps;
        scale = where(scale.gt(s_zero), scale, ones_like(scale));
        var zero = (-low / scale).round().clamp(s_zero, s_steps);
        var rounded = (((exact / scale).round() + zero).clamp(s_zero, s_steps) - zero) * scale;
        return (values + (rounded - exact)).MoveToOuterDisposeScope();
    }

    /// <summary>Rounds the input of every linear layer and forward convolution, in training and evaluation, until the result is disposed.</summary>
    public static IDisposable Attach(nn.Module<Tensor, Tensor> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var hooks = WeightLayer.Of(network)
            .Select(layer => ((nn.Module<Tensor, Tensor>)layer.Module).register_forward_pre_hook((_, input) => RoundTrip(input)))
            .ToList();
        return new Attachment(() => hooks.ForEach(hook => hook.remove()));
    }
}
