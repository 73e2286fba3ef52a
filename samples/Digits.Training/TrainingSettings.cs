namespace DigitTraining;

/// <summary>How long and how boldly to train.</summary>
internal sealed record TrainingSettings
{
    /// <summary>Seeds the first weights and the order of the images.</summary>
    public required int Seed { get; init; }

    public int Epochs { get; init; } = 6;

    public int BatchSize { get; init; } = 64;

    /// <summary>Of the first step; it falls in a straight line to zero.</summary>
    public float LearningRate { get; init; } = 0.002f;
}
