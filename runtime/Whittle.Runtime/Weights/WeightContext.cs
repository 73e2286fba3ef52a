namespace Whittle.Runtime.Weights;

/// <summary>What is being decoded, for the errors.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Index">The tensor, or <see cref="Directory"/>.</param>
/// <param name="Entry">The tensor's line of the directory.</param>
internal sealed record WeightContext(string Resource, int Index, WeightEntry Entry)
{
    internal const int Directory = -1;

    internal WeightFormatException Fail(string problem) =>
        new(Resource, Index == Directory ? $"the directory of tensors: {problem}" : $"tensor {Index} ({Entry.Type}, {Entry.Count} elements): {problem}");
}
