using DigitTraining.Layers;

namespace DigitTraining.Quantization;

/// <summary>A layer from bytes to bytes, in the arithmetic of an int8 runtime.</summary>
internal abstract class QuantizedLayer(Layer layer, Affine outputScale)
{
    public string Name { get; } = layer.Name;

    public ImageShape Input { get; } = layer.Input;

    public ImageShape Output { get; } = layer.Output;

    public Affine OutputScale { get; } = outputScale;

    /// <summary>The Relu behind this layer, or "". Its zero point of 0 makes saturation do its work.</summary>
    public string ReluName { get; init; } = "";

    public abstract void Run(ReadOnlySpan<byte> input, Span<byte> output);
}
