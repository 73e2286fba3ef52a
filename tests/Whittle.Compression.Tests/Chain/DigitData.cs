using DigitDrawing;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Chain;

/// <summary>Drawn digits as tensors.</summary>
internal static class DigitData
{
    public static TrainingSet Create(int seed, int count)
    {
        var set = DigitSet.Create(seed, count);
        var pixels = new float[count * DigitPainter.PixelCount];
        for (var i = 0; i < count; i++)
        {
            set.Image(i).CopyTo(pixels.AsSpan(i * DigitPainter.PixelCount));
        }

        return new TrainingSet(
            tensor(pixels).reshape(count, DigitPainter.PixelCount), tensor(Array.ConvertAll(set.Labels.ToArray(), label => (long)label)));
    }
}
