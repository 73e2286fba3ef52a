using DigitDrawing;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace DeepCompression.Data;

/// <summary>Drawn digits: no download, and the same images everywhere.</summary>
internal static class DrawnImages
{
    private const int ColorSize = 24;
    private const double Dark = 0.4;

    /// <summary>[n, 1, 28, 28].</summary>
    public static ImageSplits Gray(int seed, int training) => Create(seed, training, data => data);

    /// <summary>[n, 3, 24, 24]: the middle of each drawing, in a light color of its own on a dark one.</summary>
    public static ImageSplits Colored(int seed, int training) => Create(seed, training, data => data with { Inputs = Color(data.Inputs, seed) });

    private static ImageSplits Create(int seed, int training, Func<TrainingSet, TrainingSet> change)
    {
        var held = Math.Max(100, training / 10);
        return ImageSplits.Create("drawn digits", change(Draw(seed, training + held)), held, change(Draw(unchecked(seed + 1), 2 * held)));
    }

    private static TrainingSet Draw(int seed, int count)
    {
        var set = DigitSet.Create(seed, count);
        var pixels = new float[count * DigitPainter.PixelCount];
        for (var i = 0; i < count; i++)
        {
            set.Image(i).CopyTo(pixels.AsSpan(i * DigitPainter.PixelCount));
        }

        return new TrainingSet(
            tensor(pixels).reshape(count, 1, DigitPainter.Size, DigitPainter.Size), tensor(Array.ConvertAll(set.Labels.ToArray(), label => (long)label)));
    }

    private static Tensor Color(Tensor images, int seed)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(seed);
        var (paper, ink) = (rand(images.shape[0], 3, 1, 1) * Dark, 1 - (rand(images.shape[0], 3, 1, 1) * Dark));
        var border = (DigitPainter.Size - ColorSize) / 2;
        var middle = images.narrow(2, border, ColorSize).narrow(3, border, ColorSize);
        return (paper + ((ink - paper) * middle)).MoveToOuterDisposeScope();
    }
}
