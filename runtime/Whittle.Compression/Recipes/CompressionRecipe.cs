namespace Whittle.Compression.Recipes;

/// <summary>Stages in the order in which they are applied to a network, and the seed of everything random in them.</summary>
public sealed record CompressionRecipe
{
    /// <summary>Name in reports and checkpoints.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of the first weights, of the order of samples, of augmentation and of dropout; each stage draws from it and its place.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The stages; their names differ.</summary>
    public required IReadOnlyList<CompressionStage> Stages { get; init; }

    /// <summary>Seed of a stage; the first weights, at −1, have that of the first stage.</summary>
    internal int SeedOf(int stage) => unchecked(Seed + (1_009 * Math.Max(stage, 0)));

    internal CompressionRecipe Checked()
    {
        if (Stages.Count == 0)
        {
            throw new CompressionException($"The recipe '{Name}' has no stages. Give it at least one, such as a {nameof(Recipes.Stages.TrainStage)}.");
        }

        var twice = Stages.GroupBy(stage => stage.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new CompressionException($"Two stages of the recipe '{Name}' have the name '{twice.Key}'. Reports and checkpoints need different ones.");
        }

        foreach (var stage in Stages)
        {
            stage.Training?.Checked();
        }

        return this;
    }
}
