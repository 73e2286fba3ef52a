using TorchSharp;
using static TorchSharp.torch;

namespace Whittle.Compression.Training;

/// <summary>Distillation (Hinton et al. 2015): a student learns from a teacher's outputs as well as from the labels.</summary>
/// <param name="Temperature">T &gt; 0; softens both distributions.</param>
/// <param name="Weight">1 − λ in loss = λ · task + (1 − λ) · T² · KL(teacher ‖ student), in [0, 1].</param>
public sealed record Teacher(double Temperature = 3, double Weight = 0.9)
{
    /// <summary>The same data with the teacher's logits beside them.</summary>
    /// <param name="teacher">A trained network; it is only evaluated.</param>
    /// <param name="data">The data; augmented copies belong into them before this call.</param>
    /// <param name="batch">Samples at once.</param>
    public static TrainingSet Label(nn.Module<Tensor, Tensor> teacher, TrainingSet data, int batch = 1000)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(data);
        using var none = no_grad();
        using var scope = NewDisposeScope();
        teacher.eval();
        var parts = new List<Tensor>();
        for (var start = 0L; start < data.Count; start += batch)
        {
            parts.Add(teacher.call(data.Inputs.narrow(0, start, Math.Min(batch, data.Count - start))));
        }

        return data with { TeacherLogits = cat(parts).MoveToOuterDisposeScope() };
    }

    /// <summary>The loss of one batch, a scalar.</summary>
    /// <exception cref="CompressionException">The teacher's outputs have another shape than the student's.</exception>
    public Tensor Loss(Tensor logits, Tensor labels, Tensor teacherLogits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(teacherLogits);
        if (!logits.shape.SequenceEqual(teacherLogits.shape))
        {
            throw new CompressionException(
                $"The teacher's outputs have the shape [{string.Join(", ", teacherLogits.shape)}], the student's [{string.Join(", ", logits.shape)}]. They "
                    + "must name the same classes.");
        }

        // Named, so that they live until the operations have returned (AdamOptimizer says why).
        using Scalar temperature = Temperature;
        using Scalar soft = Weight * Temperature * Temperature;
        using Scalar hard = 1 - Weight;
        var target = (teacherLogits / temperature).log_softmax(1);
        var divergence = (target.exp() * (target - (logits / temperature).log_softmax(1))).sum(1).mean();
        return (divergence * soft) + (nn.functional.cross_entropy(logits, labels) * hard);
    }

    internal Teacher Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Temperature, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(Weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Weight, 1);
        return this;
    }
}
