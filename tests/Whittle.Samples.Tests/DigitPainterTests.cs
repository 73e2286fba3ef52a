using DigitDrawing;

namespace Whittle.Samples.Tests;

public class DigitPainterTests
{
    [Fact]
    public void Draw_AnotherSeed_AnotherDrawing() => Assert.NotEqual(Draw(new DigitPainter(1)), Draw(new DigitPainter(2)));

    [Fact]
    public void Draw_Again_AnotherDrawing()
    {
        var painter = new DigitPainter(1);
        Assert.NotEqual(Draw(painter), Draw(painter));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void Draw_NoDigit_Throws(int digit) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(digit), () => new DigitPainter(1).Draw(digit, new float[DigitPainter.PixelCount]));

    [Fact]
    public void Draw_WrongLength_Throws() => Assert.Throws<ArgumentException>("pixels", () => new DigitPainter(1).Draw(0, new float[783]));

    private static float[] Draw(DigitPainter painter)
    {
        var pixels = new float[DigitPainter.PixelCount];
        painter.Draw(4, pixels);
        return pixels;
    }
}
