namespace Whittle.Compression.Training;

/// <summary>How a network is trained or fine-tuned: Adam, the learning rate falling along half a cosine.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the data, ≥ 0.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Samples per step, ≥ 1; a smaller rest at the end of an epoch is left out.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Learning rate at the start, &gt; 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Learning rate at the end.</summary>
    public double FinalLearningRate { get; init; } = 1e-5;

    /// <summary>L2 penalty: this times a parameter is added to its gradient, ≥ 0. Han et al. 2015 find that it makes pruned networks more accurate.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Seed of the order of samples.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How a teacher's logits count, where the data have them.</summary>
    public Teacher? Teacher { get; init; }

    /// <summary>Changes the inputs of a batch before the step, such as small shifts and rotations; null leaves them.</summary>
    public Func<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>? Augment { get; init; }

    internal TrainingOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LearningRate, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(WeightDecay);
        Teacher?.Checked();
        return this;
    }
}
