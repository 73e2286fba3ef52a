using System.Text;

namespace DigitDrawing;

/// <summary>Shows a drawing in a terminal.</summary>
public static class TextPicture
{
    private const string Shades = " .:-=+*#%@";

    /// <summary>The drawing as 14 lines of 28 characters: a character is about twice as high as wide, so it stands for two pixels, one above the
    /// other.</summary>
    public static string Render(ReadOnlySpan<float> pixels)
    {
        if (pixels.Length != DigitPainter.PixelCount)
        {
            throw new ArgumentException($"A drawing has {DigitPainter.PixelCount} pixels, not {pixels.Length}.", nameof(pixels));
        }

        var text = new StringBuilder();
        for (var row = 0; row < DigitPainter.Size; row += 2)
        {
            var upper = pixels.Slice(row * DigitPainter.Size, DigitPainter.Size);
            var lower = pixels.Slice((row + 1) * DigitPainter.Size, DigitPainter.Size);
            for (var column = 0; column < DigitPainter.Size; column++)
            {
                text.Append(Shade((upper[column] + lower[column]) / 2));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static char Shade(float ink) => Shades[Math.Clamp((int)(ink * Shades.Length), 0, Shades.Length - 1)];
}
