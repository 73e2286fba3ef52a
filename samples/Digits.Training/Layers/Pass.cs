namespace DigitTraining.Layers;

/// <summary>What one image left at one layer on its way forward, and the gradients on the way back.</summary>
internal readonly ref struct Pass
{
    public required ReadOnlySpan<float> Input { get; init; }

    public required ReadOnlySpan<float> Output { get; init; }

    public required ReadOnlySpan<float> OutputGradient { get; init; }

    public required Span<float> InputGradient { get; init; }
}
