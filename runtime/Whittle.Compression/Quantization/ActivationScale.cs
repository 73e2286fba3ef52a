using TorchSharp;
using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>real = (byte − zero point) · scale.</summary>
/// <param name="Scale">&gt; 0.</param>
/// <param name="ZeroPoint">The byte that stands for zero.</param>
public readonly record struct ActivationScale(float Scale, byte ZeroPoint)
{
    /// <summary>The scale that covers a range, which is widened to hold zero.</summary>
    public static ActivationScale Covering(float low, float high)
    {
        (low, high) = (Math.Min(0, low), Math.Max(0, high));
        var scale = (high - low) / 255;
        return scale > 0 ? new ActivationScale(scale, (byte)Math.Clamp(MathF.Round(-low / scale), 0, 255)) : new ActivationScale(1, 0);
    }

    /// <summary>Rounds to bytes and back; the gradient goes straight through where nothing is clamped.</summary>
    public Tensor RoundTrip(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        // Named, so that they live until the operations have returned (Training.AdamOptimizer says why).
        using Scalar least = -ZeroPoint * Scale;
        using Scalar largest = (255 - ZeroPoint) * Scale;
        using Scalar scale = Scale;
        var clamped = values.clamp(least, largest);
        using var rounded = ((clamped.detach() / scale).round() * scale) - clamped.detach();
        return clamped + rounded;
    }
}
