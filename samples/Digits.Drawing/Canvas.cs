namespace DigitDrawing;

/// <summary>Draws anti-aliased lines with round ends into a square of pixels from 0 (paper) to 1 (ink).</summary>
internal readonly ref struct Canvas(Span<float> pixels, int size)
{
    private readonly Span<float> _pixels = pixels;

    public void Line(StrokePoint from, StrokePoint to, double radius)
    {
        var reach = radius + 0.5;
        var (left, right) = PixelsAround(from.X, to.X, reach);
        var (top, bottom) = PixelsAround(from.Y, to.Y, reach);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var squaredLength = (dx * dx) + (dy * dy) + 1e-9;
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var (x, y) = (column + 0.5 - from.X, row + 0.5 - from.Y);
                var along = Math.Clamp(((x * dx) + (y * dy)) / squaredLength, 0, 1);
                var (offX, offY) = (x - (along * dx), y - (along * dy));
                var ink = (float)Math.Clamp(reach - Math.Sqrt((offX * offX) + (offY * offY)), 0, 1);
                ref var pixel = ref _pixels[(row * size) + column];
                pixel = Math.Max(pixel, ink);
            }
        }
    }

    public void AddNoise(SplitMix random, double depth)
    {
        foreach (ref var pixel in _pixels)
        {
            pixel = Math.Clamp(pixel + (float)(depth * (random.NextDouble() - 0.5)), 0, 1);
        }
    }

    /// <summary>The pixels that a line between two coordinates can touch.</summary>
    private (int First, int Last) PixelsAround(double a, double b, double reach) =>
        (Math.Max(0, (int)Math.Floor(Math.Min(a, b) - reach)), Math.Min(size - 1, (int)Math.Floor(Math.Max(a, b) + reach)));
}
