namespace DigitTraining.Layers;

/// <summary>The shape of one value, stored channel by channel, row by row. A vector is a shape of 1×1 images.</summary>
internal readonly record struct ImageShape(int Channels, int Height, int Width)
{
    public int PlaneLength => Height * Width;

    public int Length => Channels * PlaneLength;

    public static ImageShape Vector(int length) => new(length, 1, 1);
}
