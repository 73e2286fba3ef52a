namespace DigitDrawing;

/// <summary>Draws digits as if by hand, every one different; the same seed gives the same pixels on every platform.</summary>
public sealed class DigitPainter
{
    /// <summary>Width and height of a drawing in pixels.</summary>
    public const int Size = 28;

    /// <summary>Pixels of a drawing.</summary>
    public const int PixelCount = Size * Size;

    private const double NoiseDepth = 0.06;

    private readonly SplitMix _random;

    public DigitPainter(int seed)
        : this(new SplitMix((uint)seed))
    {
    }

    internal DigitPainter(SplitMix random)
    {
        _random = random;
    }

    /// <summary>Draws <paramref name="digit"/> (0 to 9) row by row, 0 for paper to 1 for ink.</summary>
    public void Draw(int digit, Span<float> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(digit, Glyphs.Count);
        if (pixels.Length != PixelCount)
        {
            throw new ArgumentException($"A drawing has {Size}×{Size} = {PixelCount} pixels, not {pixels.Length}.", nameof(pixels));
        }

        pixels.Clear();
        var canvas = new Canvas(pixels, Size);
        var variants = Glyphs.Variants(digit);
        var variant = variants[_random.Next(variants.Length)];
        var hand = new Handwriting(_random);
        foreach (var stroke in variant)
        {
            var points = hand.Write(stroke);
            for (var i = 1; i < points.Length; i++)
            {
                canvas.Line(points[i - 1], points[i], hand.PenRadius);
            }
        }

        canvas.AddNoise(_random, NoiseDepth);
    }
}
