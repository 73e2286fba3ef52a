using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace DeepCompression.Data;

/// <summary>Images with labels for three purposes.</summary>
/// <param name="Source">Where they come from, for headings.</param>
/// <param name="Training">What networks learn.</param>
/// <param name="Validation">What every choice is made by.</param>
/// <param name="Test">Looked at once, at the end.</param>
internal sealed record ImageSplits(string Source, TrainingSet Training, TrainingSet Validation, TrainingSet Test)
{
    private const int SplitSeed = 2026;

    /// <summary>Sets some images of the training data aside, in a random order that is always the same.</summary>
    public static ImageSplits Create(string source, TrainingSet data, int validation, TrainingSet test)
    {
        random.manual_seed(SplitSeed);
        using var order = randperm(data.Count);
        return new ImageSplits(source, Take(0, data.Count - validation), Take(data.Count - validation, validation), test);

        TrainingSet Take(long first, long count)
        {
            using var part = order.narrow(0, first, count);
            return new TrainingSet(data.Inputs.index_select(0, part), data.Labels.index_select(0, part));
        }
    }
}
