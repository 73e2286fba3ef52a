namespace Whittle.Compression.Recipes.Stages;

/// <summary>Trains, or fine-tunes, in the form that the weights have.</summary>
public sealed record TrainStage : CompressionStage;
