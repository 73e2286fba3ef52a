namespace DigitDrawing;

/// <summary>Drawn digits with their labels.</summary>
public sealed class DigitSet
{
    private readonly float[] _pixels;
    private readonly byte[] _labels;

    private DigitSet(int count)
    {
        _pixels = new float[count * DigitPainter.PixelCount];
        _labels = new byte[count];
    }

    public int Count => _labels.Length;

    /// <summary>The digit that each image shows.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Draws <paramref name="count"/> digits. Each has a generator of its own, so a longer set begins with the images of a shorter one.</summary>
    public static DigitSet Create(int seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var set = new DigitSet(count);
        Parallel.For(0, count, index => set.Draw(seed, index));
        return set;
    }

    /// <summary>The pixels of one image, row by row.</summary>
    public ReadOnlySpan<float> Image(int index) => _pixels.AsSpan(index * DigitPainter.PixelCount, DigitPainter.PixelCount);

    private void Draw(int seed, int index)
    {
        var random = new SplitMix(((ulong)(uint)seed << 32) | (uint)index);
        var digit = random.Next(Glyphs.Count);
        _labels[index] = (byte)digit;
        new DigitPainter(random).Draw(digit, _pixels.AsSpan(index * DigitPainter.PixelCount, DigitPainter.PixelCount));
    }
}
