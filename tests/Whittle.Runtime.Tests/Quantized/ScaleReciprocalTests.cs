using System.Globalization;
using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

/// <summary>QuantizeLinear without a division against the scalar truth, which divides.</summary>
public class ScaleReciprocalTests
{
    private const int Length = 64;

    // What 8 bits of any zero point can ask for.
    private const int MostSteps = 256;

    private static readonly int[] s_exponents = [0, -59, -30, 7, 59];

    /// <summary>All significands whose quotient is so near to a bound between two integers that the product could land beyond it.</summary>
    [Fact]
    public void Run_EveryHardQuotient_EqualsScalar()
    {
        var found = 0;
        for (var k = 0; k < MostSteps; k++)
        {
            // The bound between k and k + 1: half a unit in the last place from k + 1/2, to the side of the odd one. All as whole numbers of 25 bits.
            var tie = k + 0.5f;
            var last = MathF.BitIncrement(tie) - tie;
            var bound = (long)(tie / last * 2) + (k % 2 == 0 ? 1 : -1);
            foreach (var shift in (int[])[24, 25])
            {
                for (var n = -3; n <= 3; n++)
                {
                    // x · 2^shift - scale · bound = n
                    var mask = (1L << shift) - 1;
                    var scale = (-n * Inverse(bound)) & mask;
                    var x = ((scale * bound) + n) >> shift;
                    if (n == 0 || scale is < 1 << 23 or >= 1 << 24 || x is < 1 << 23 or >= 1 << 24)
                    {
                        continue;
                    }

                    Assert.Equal(n, (x << shift) - (scale * bound));
                    found++;
                    var unit = MathF.ScaleB(last / 2, shift);
                    foreach (var exponent in s_exponents)
                    {
                        // So that the scale lies between 2^exponent and its double.
                        var s = MathF.ScaleB(scale, exponent - 23);
                        var number = MathF.ScaleB(x * unit, exponent - 23);
                        Check(s, [number], zeroPoint: 0);
                        Check(s, [-number], zeroPoint: 255);
                    }
                }
            }
        }

        Assert.InRange(found, 500, 3000);
    }

    [Fact]
    public void Run_AroundEveryTieOfManyScales_EqualsScalar()
    {
        var random = new Random(5);
        var scales = new List<float> { 1f, 0.5f, 0x1FFFFFF, 0xFFFFFF, MathF.BitDecrement(1f), MathF.BitIncrement(1f), 1f / 255, 1f / 127, 0.1f };
        scales.AddRange(Enumerable.Range(-65, 131).Select(exponent => MathF.ScaleB(1f, exponent)));
        scales.AddRange(Enumerable.Range(0, 300).Select(_ => MathF.ScaleB(1f + random.NextSingle(), random.Next(-20, 5))));
        scales.AddRange([1e-18f, MathF.BitIncrement(1e-18f), 1e18f, MathF.BitDecrement(1e18f)]);
        foreach (var scale in scales)
        {
            var ties = new List<float>();
            for (var k = -300; k < 300; k++)
            {
                var x = (k + 0.5f) * scale;
                var bits = BitConverter.SingleToInt32Bits(x);
                ties.AddRange(Enumerable.Range(-4, 9).Select(ulps => BitConverter.Int32BitsToSingle(bits + ulps)));
            }

            Check(scale, ties, random.Next(256));
        }
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0.1f)]
    [InlineData(1.1e-18f)]
    [InlineData(0.9e18f)]
    [InlineData(1e-19f)]
    [InlineData(1e19f)]
    [InlineData(float.Epsilon)]
    [InlineData(float.MaxValue)]
    [InlineData(0f)]
    [InlineData(-0.25f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void Run_SpecialNumbers_EqualsScalar(float scale)
    {
        float[] special =
        [
            0f, -0f, float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon,
            1e-39f, -1e-39f, 1.17549435e-38f, 1e-20f, -1e-20f, 1e20f, -1e20f, 1e30f, -1e30f, 1e38f, -1e38f, 1024f * scale, -1024f * scale, scale, -scale,
        ];
        foreach (var zeroPoint in (int[])[0, 1, 127, 128, 255])
        {
            Check(scale, special, zeroPoint);
        }
    }

    [Theory]
    [InlineData(-1000)]
    [InlineData(1000)]
    [InlineData(1 << 24)]
    public void Run_ZeroPointsThatAreNoneOfTheType_EqualsScalar(int zeroPoint) =>
        CheckAs<byte>(0.1f, Enumerable.Range(-Length, 2 * Length).Select(i => i * 1.7f).ToArray(), zeroPoint);

    // Odd numbers have an inverse modulo powers of two; each round doubles the bits that are right, beginning with three.
    private static long Inverse(long odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 25; bits *= 2)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }

    private static void Check(float scale, IReadOnlyList<float> numbers, int zeroPoint)
    {
        // A whole number of the widest blocks, and not.
        var input = Enumerable.Range(0, Math.Max(Length + 1, numbers.Count)).Select(i => numbers[i % numbers.Count]).ToArray();
        CheckAs<byte>(scale, input, zeroPoint);
        CheckAs<sbyte>(scale, input, zeroPoint - 128);
    }

    private static void CheckAs<T>(float scale, float[] input, int zeroPoint)
        where T : unmanaged
    {
        var expected = new T[input.Length];
        QuantizeLinear.Run(input, expected, scale, zeroPoint, IsaLevel.Scalar);
        foreach (var level in Samples.VectorLevels)
        {
            var output = new T[input.Length];
            QuantizeLinear.Run(input, output, scale, zeroPoint, level);
            if (!output.AsSpan().SequenceEqual(expected))
            {
                var wrong = Enumerable.Range(0, input.Length).First(i => !output[i].Equals(expected[i]));
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture, $"{level}: {input[wrong]:R} / {scale:R} + {zeroPoint} is {expected[wrong]}, not {output[wrong]}"));
            }
        }
    }
}
