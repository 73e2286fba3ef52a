using DigitTraining.Quantization;

namespace Whittle.Samples.Tests;

public class AffineTests
{
    [Fact]
    public void ForRange_OnlyPositive_ZeroPointIsZero() => Assert.Equal(new Affine(2 / 255f, 0), Affine.ForRange(0.5f, 2));

    [Fact]
    public void ForRange_BothSigns_ZeroHasAByte()
    {
        var affine = Affine.ForRange(-1, 3);
        Assert.Equal(64, affine.ZeroPoint);
        Assert.Equal(0, affine.Dequantize(affine.Quantize(0)));
        Assert.Equal(255, affine.Quantize(9));
        Assert.Equal(0, affine.Quantize(-9));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 12)]
    [InlineData(5, 12)]
    [InlineData(-1, 10)]
    [InlineData(-3, 8)]
    [InlineData(1000, 255)]
    [InlineData(-1000, 0)]
    public void Requantize_Halves_RoundToEvenAndSaturate(int sum, int expected) => Assert.Equal(expected, new Affine(1, 10).Requantize(sum, 0.5f));
}
