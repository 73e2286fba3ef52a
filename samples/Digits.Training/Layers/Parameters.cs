namespace DigitTraining.Layers;

/// <summary>A layer's weights and biases, or their gradient.</summary>
internal sealed class Parameters(int weights, int biases)
{
    public static readonly Parameters None = new(0, 0);

    public float[] Weights { get; } = new float[weights];

    public float[] Bias { get; } = new float[biases];

    public Parameters CreateGradient() => new(Weights.Length, Bias.Length);

    public void Clear()
    {
        Array.Clear(Weights);
        Array.Clear(Bias);
    }

    public void Add(Parameters other)
    {
        Vectors.AddScaled(Weights, 1, other.Weights);
        Vectors.AddScaled(Bias, 1, other.Bias);
    }
}
