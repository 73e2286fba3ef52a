using Whittle.Plan.Text;

namespace Whittle.Plan.Tests;

public class NumberTests
{
    [Theory]
    [InlineData(0f, "0")]
    [InlineData(-0f, "-0")]
    [InlineData(0.1f, "0.1")]
    [InlineData(0.01f, "0.01")]
    [InlineData(1e-45f, "1E-45")]
    [InlineData(float.MaxValue, "3.4028235E+38")]
    [InlineData(16777216f, "16777216")]
    [InlineData(1f / 3, "0.33333334")]
    public void Write_Float_IsShortest(float value, string expected) => Assert.Equal(expected, PlanNumbers.Write(value));

    [Fact]
    public void Write_RandomFloats_ReadBackToTheSameBits()
    {
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (float.IsFinite(value))
            {
                Assert.True(PlanNumbers.TryParse(PlanNumbers.Write(value), out float back));
                Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(back));
                Assert.Equal(Digits(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)), Digits(PlanNumbers.Write(value)));
            }
        }
    }

    [Fact]
    public void Write_RandomDoubles_ReadBackToTheSameBits()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Assert.True(PlanNumbers.TryParse(PlanNumbers.Write(value), out double back));
                Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(back));
            }
        }
    }

    /// <summary>How many significant digits a number's text has; "R" of today's runtimes is the shortest.</summary>
    private static int Digits(string text) => text.Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('-', '0').Length;
}
