namespace DigitDrawing;

/// <summary>A point of a stroke; the digit's box is the unit square, y grows downwards.</summary>
internal readonly record struct StrokePoint(double X, double Y);

/// <summary>One movement of the pen: a line through points, where arcs are lines through enough points.</summary>
internal sealed class Stroke
{
    private const double DegreesPerPoint = 24;

    private readonly List<StrokePoint> _points = [];

    public IReadOnlyList<StrokePoint> Points => _points;

    public static Stroke At(double x, double y) => new Stroke().To(x, y);

    public static Stroke Arc(double x, double y, double radiusX, double radiusY, double from, double to) =>
        new Stroke().ToArc(x, y, radiusX, radiusY, from, to);

    public Stroke To(double x, double y)
    {
        _points.Add(new StrokePoint(x, y));
        return this;
    }

    /// <summary>Along an ellipse around (x, y), between two angles in degrees: 0 is to the right, 90 is down.</summary>
    public Stroke ToArc(double x, double y, double radiusX, double radiusY, double from, double to)
    {
        var pieces = (int)Math.Ceiling(Math.Abs(to - from) / DegreesPerPoint);
        for (var piece = 0; piece <= pieces; piece++)
        {
            var turns = (from + ((to - from) * piece / pieces)) / 360;
            To(x + (radiusX * Wave.Cosine(turns)), y + (radiusY * Wave.Sine(turns)));
        }

        return this;
    }
}
