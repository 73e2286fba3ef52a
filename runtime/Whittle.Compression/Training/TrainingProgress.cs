namespace Whittle.Compression.Training;

/// <summary>Where training stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">All steps.</param>
/// <param name="Loss">Loss of the last step.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double Loss);
