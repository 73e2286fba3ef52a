using DigitDrawing;

namespace Whittle.Samples.Tests;

public class WaveTests
{
    [Fact]
    public void SineAndCosine_ManyTurns_EqualTheLibrary()
    {
        for (var turns = -2.5; turns <= 2.5; turns += 0.003)
        {
            Assert.Equal(Math.Sin(2 * Math.PI * turns), Wave.Sine(turns), 1e-10);
            Assert.Equal(Math.Cos(2 * Math.PI * turns), Wave.Cosine(turns), 1e-10);
        }
    }
}
