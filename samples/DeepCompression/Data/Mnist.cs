using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace DeepCompression.Data;

/// <summary>MNIST, from a folder with its four idx files.</summary>
internal static class Mnist
{
    private const int ValidationImages = 5_000;

    public static ImageSplits Load(string directory)
    {
        var training = Read(directory, "train");
        return training.Count > ValidationImages
            ? ImageSplits.Create("MNIST", training, ValidationImages, Read(directory, "t10k"))
            : throw new SampleException($"{directory} has {training.Count} training images, where {ValidationImages} are set aside alone.");
    }

    private static TrainingSet Read(string directory, string part)
    {
        var (shape, pixels) = IdxFile.Read(directory, $"{part}-images-idx3-ubyte");
        var (counts, labels) = IdxFile.Read(directory, $"{part}-labels-idx1-ubyte");
        if (shape is not [var count, 28, 28] || counts is not [var labelled] || count != labelled || labels.Any(label => label > 9))
        {
            throw new SampleException($"The files {part}-* in {directory} are not 28 × 28 images with a digit for each.");
        }

        return new TrainingSet(
            tensor(Array.ConvertAll(pixels, pixel => pixel / 255f)).reshape(count, 1, 28, 28), tensor(Array.ConvertAll(labels, label => (long)label)));
    }
}
