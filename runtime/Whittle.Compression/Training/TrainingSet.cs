using static TorchSharp.torch;

namespace Whittle.Compression.Training;

/// <summary>Inputs with their labels, and optionally what a teacher says about them.</summary>
/// <param name="Inputs">[samples, …] float.</param>
/// <param name="Labels">[samples] int64, the class of each sample.</param>
public sealed record TrainingSet(Tensor Inputs, Tensor Labels)
{
    /// <summary>Logits of a teacher, [samples, classes], or null. <see cref="Teacher.Label"/> fills them once, so the teacher runs once.</summary>
    public Tensor? TeacherLogits { get; init; }

    /// <summary>Number of samples.</summary>
    public long Count => Inputs.shape[0];

    /// <summary>Share of samples, in percent, for which the network's largest output is not the label.</summary>
    public double Error(nn.Module<Tensor, Tensor> network, int batch = 1000)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        using var none = no_grad();
        var wasTraining = network.training;
        network.eval();
        var right = 0L;
        for (var start = 0L; start < Count; start += batch)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(batch, Count - start);
            right += network.call(Inputs.narrow(0, start, count)).argmax(1).eq(Labels.narrow(0, start, count)).sum().item<long>();
        }

        network.train(wasTraining);
        return 100.0 * (Count - right) / Count;
    }

    internal TrainingSet Checked() => Count > 0 && Labels.shape[0] == Count
        ? this
        : throw new CompressionException($"The training data have {Count} inputs and {Labels.shape[0]} labels; they need the same number, above zero.");
}
