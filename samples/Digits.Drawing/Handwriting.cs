namespace DigitDrawing;

/// <summary>What one drawing does to its glyph: a sine warp, then scale, shear, rotation and shift, on the way from the unit square to pixels.</summary>
internal sealed class Handwriting
{
    private const double PixelsPerUnit = 24;
    private const double WarpDepth = 0.035;
    private const double WarpTurns = 0.95;
    private const double Tremble = 0.012;

    private readonly SplitMix _random;
    private readonly double _sine;
    private readonly double _cosine;
    private readonly double _scaleX;
    private readonly double _scaleY;
    private readonly double _shear;
    private readonly double _shiftX;
    private readonly double _shiftY;
    private readonly double _warpX;
    private readonly double _warpY;

    public Handwriting(SplitMix random)
    {
        _random = random;
        var rotation = random.NextAround(0.056);
        (_sine, _cosine) = (Wave.Sine(rotation), Wave.Cosine(rotation));
        _scaleX = 0.78 + random.NextAround(0.20);
        _scaleY = 0.78 + random.NextAround(0.16);
        _shear = random.NextAround(0.35);
        _shiftX = random.NextAround(0.09);
        _shiftY = random.NextAround(0.09);
        _warpX = random.NextDouble();
        _warpY = random.NextDouble();
        PenRadius = 1.15 + (1.1 * random.NextDouble());
    }

    /// <summary>Half the stroke's thickness, in pixels.</summary>
    public double PenRadius { get; }

    /// <summary>A stroke's points in pixels, displaced as a whole and trembling point by point.</summary>
    public StrokePoint[] Write(Stroke stroke)
    {
        var lift = new StrokePoint(_random.NextAround(0.04), _random.NextAround(0.04));
        var written = new StrokePoint[stroke.Points.Count];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = ToPixels(stroke.Points[i], lift);
        }

        return written;
    }

    private StrokePoint ToPixels(StrokePoint point, StrokePoint lift)
    {
        var x = point.X - 0.5 + lift.X + (WarpDepth * Wave.Sine((WarpTurns * point.Y) + _warpX)) + _random.NextAround(Tremble);
        var y = point.Y - 0.5 + lift.Y + (WarpDepth * Wave.Sine((WarpTurns * point.X) + _warpY)) + _random.NextAround(Tremble);
        x *= _scaleX;
        y *= _scaleY;
        x += _shear * y;
        return new StrokePoint(
            (DigitPainter.Size / 2.0) + (PixelsPerUnit * ((_cosine * x) - (_sine * y) + _shiftX)),
            (DigitPainter.Size / 2.0) + (PixelsPerUnit * ((_sine * x) + (_cosine * y) + _shiftY)));
    }
}
