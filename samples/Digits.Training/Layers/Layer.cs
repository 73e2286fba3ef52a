using DigitDrawing;

namespace DigitTraining.Layers;

/// <summary>A step of a network. It keeps no state of a run, so many images can pass at the same time.</summary>
internal abstract class Layer(string name, ImageShape input, ImageShape output, Parameters parameters)
{
    public string Name { get; } = name;

    public ImageShape Input { get; } = input;

    public ImageShape Output { get; } = output;

    public Parameters Parameters { get; } = parameters;

    public abstract void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Writes the loss's gradient by the input (skipped when that span is empty) and adds the one by the parameters.</summary>
    public abstract void Backward(in Pass pass, Parameters gradient);

    /// <summary>He's initialisation, uniform: keeps the variance of what passes through a layer that Relu follows.</summary>
    public void Initialize(SplitMix random)
    {
        var fanIn = Parameters.Bias.Length == 0 ? 1 : Parameters.Weights.Length / Parameters.Bias.Length;
        var limit = Math.Sqrt(6.0 / fanIn);
        foreach (ref var weight in Parameters.Weights.AsSpan())
        {
            weight = (float)(((2 * random.NextDouble()) - 1) * limit);
        }
    }
}
