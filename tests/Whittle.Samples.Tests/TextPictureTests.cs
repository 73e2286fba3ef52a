using DigitDrawing;

namespace Whittle.Samples.Tests;

public class TextPictureTests
{
    [Fact]
    public void Render_TwoPixelsInk_OneDarkCharacter()
    {
        var pixels = new float[DigitPainter.PixelCount];
        pixels[(2 * 28) + 3] = 1;
        pixels[(3 * 28) + 3] = 1;
        pixels[(2 * 28) + 4] = 1;
        var lines = TextPicture.Render(pixels).Split('\n');
        Assert.Equal(15, lines.Length);
        Assert.Equal("   @+".PadRight(28), lines[1]);
        Assert.Equal("", lines[14]);
        Assert.All(lines.Take(14).Where((_, line) => line != 1), line => Assert.Equal(new string(' ', 28), line));
    }
}
