using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes.Stages;

/// <summary>From here on the network learns from a teacher as well: its logits are computed once and stand beside the data of this and all later
/// stages.</summary>
public sealed record DistilStage : CompressionStage
{
    /// <summary>Gives the teacher; it is only evaluated.</summary>
    public required Func<nn.Module<Tensor, Tensor>> Teacher { get; init; }

    /// <summary>How its logits count.</summary>
    public Teacher Loss { get; init; } = new();

    /// <summary>Adds changed copies to the data before the teacher sees them; null leaves the data. Torch's generator has been seeded.</summary>
    public Func<TrainingSet, TrainingSet>? Enlarge { get; init; }

    /// <inheritdoc/>
    public override void Begin(CompressionState state, int steps)
    {
        ArgumentNullException.ThrowIfNull(state);
        var teacher = Teacher();
        CheckShapes(teacher, state);
        (state.Training, state.Teacher) = (Label(teacher, state.Training), Loss.Checked());
    }

    /// <inheritdoc/>
    public override void Restore(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var seed = state.Seed;
        state.Teacher = Loss.Checked();
        state.ChangeTrainingLater(data =>
        {
            random.manual_seed(seed);
            return Label(Teacher(), data);
        });
    }

    private TrainingSet Label(nn.Module<Tensor, Tensor> teacher, TrainingSet data) =>
        Whittle.Compression.Training.Teacher.Label(teacher, Enlarge?.Invoke(data) ?? data);

    private void CheckShapes(nn.Module<Tensor, Tensor> teacher, CompressionState state)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var sample = state.Training.Inputs.narrow(0, 0, 1);
        var (given, wanted) = (teacher.call(sample).shape, state.Network.call(sample).shape);
        if (!given.SequenceEqual(wanted))
        {
            throw new CompressionException(
                $"The teacher of the stage '{Name}' gives the shape [{string.Join(", ", given)}], the network [{string.Join(", ", wanted)}]. They must name "
                    + "the same classes.");
        }
    }
}
