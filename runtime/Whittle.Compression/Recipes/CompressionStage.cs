using Whittle.Compression.Training;

namespace Whittle.Compression.Recipes;

/// <summary>One step of a recipe: it gives the weights a form, and trains the network in it.</summary>
/// <remarks>
/// A form stays in the stages after it until one gives another: masks hold while shared values or integers are trained, since those keep zeros. A stage keeps
/// what it learns in <see cref="CompressionState"/>, never in itself, so that a recipe can run more than once.
/// </remarks>
public abstract record CompressionStage
{
    /// <summary>Name in reports and checkpoints.</summary>
    public required string Name { get; init; }

    /// <summary>Training in the new form; null applies it at once. Its seed is the recipe's.</summary>
    public TrainingOptions? Training { get; init; }

    /// <summary>Changes the network or its form before training. Torch's generator has been seeded.</summary>
    /// <param name="state">What the stages before left; the stage changes it.</param>
    /// <param name="steps">Optimizer steps of the training that follows, 0 without one.</param>
    public virtual void Begin(CompressionState state, int steps)
    {
    }

    /// <summary>Concludes after training.</summary>
    public virtual void End(CompressionState state)
    {
    }

    /// <summary>Brings a fresh network to the shape and the kind of form that the finished stage leaves; all numbers are loaded afterwards.</summary>
    public virtual void Restore(CompressionState state)
    {
    }
}
