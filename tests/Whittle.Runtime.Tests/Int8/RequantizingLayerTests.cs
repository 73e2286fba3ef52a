using Whittle.Runtime.Kernels;
using Shape = Whittle.Runtime.Tests.Int8.FullyConnectedTestShape<Whittle.Runtime.Tests.Int8.RequantizingLayerTests>;

namespace Whittle.Runtime.Tests.Int8;

/// <summary>Numbers worked by hand: ties, clamps, and the order of clamp and zero point.</summary>
public class RequantizingLayerTests
{
    private const int Inputs = 4;

    [Fact]
    public void Ties_GoToTheEvenNeighbour_BeforeTheZeroPointIsAdded()
    {
        // 0.5, 1.5, 2.5, -0.5, -1.5 round to 0, 2, 2, 0, -2; the odd zero point must not shift the ties.
        Assert.Equal([7, 9, 9, 7, 5], Run([1, 3, 5, -1, -3], bias: [], multiplier: 0.5f, zeroPoint: 7, minimum: 0, maximum: 255));
    }

    [Fact]
    public void Bounds_AreInTheQuantizedDomain()
    {
        // A Relu6 with zero point 10 and 6.0 at 50.
        Assert.Equal([10, 10, 50, 49, 11], Run([-1, 0, 127, 39, 1], bias: [], multiplier: 1f, zeroPoint: 10, minimum: 10, maximum: 50));
    }

    [Fact]
    public void HugeProducts_Saturate()
    {
        Assert.Equal([255, 0, 255, 0, 3], Run([1, -1, 2, -2, 0], bias: [], multiplier: 1e30f, zeroPoint: 3, minimum: 0, maximum: 255));
    }

    [Fact]
    public void Bias_IsAddedBeforeConversionAndWraps()
    {
        // 2^31 - 1 + 1 wraps to -2^31, as int32 does.
        Assert.Equal([0, 255, 2, 1, 0], Run([1, 0, 1, 0, 0], bias: [int.MaxValue, int.MaxValue, 1, 1, 0], multiplier: 1f, zeroPoint: 0, minimum: 0, maximum: 255));
    }

    /// <summary>Saturation alone ends these sums, as long as they keep within the bounds of RaisedSums; beside its bounds other endings take over.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData((1 << 22) + 1)]
    [InlineData((1 << 23) - (255 * 128 * Inputs) - 1)]
    [InlineData((1 << 23) - 2)]
    [InlineData(1 << 23)]
    [InlineData((1 << 24) + 3)]
    [InlineData((1 << 26) - (255 * 128 * Inputs) - 1)]
    [InlineData(1 << 26)]
    [InlineData(1 << 30)]
    [InlineData(int.MaxValue - 200)]
    public void PlainEndings_AreTheTruthForEverySum(int size)
    {
        sbyte[] weights = [1, 0, -1, 127, -128];
        float[] multipliers = [0, float.Epsilon, 1e-9f, 1e-7f, MathF.BitDecrement(1f / 32768), 1f / 32768, 0.3f / 1024, 0.5f, MathF.BitDecrement(1)];
        foreach (var bias in new[] { size, -size })
        {
            foreach (var multiplier in multipliers)
            {
                var expected = weights.Select(weight => Int8Oracle.Requantize(weight + bias, multiplier, 0, 0, 255));
                Assert.Equal(expected, Run(weights, [.. weights.Select(_ => bias)], multiplier, zeroPoint: 0, minimum: 0, maximum: 255));
            }
        }
    }

    /// <summary>One input of value 1 (2 with zero point 1), and three of value 0; repeated so that whole vectors and tiles and the rest are in use.</summary>
    private static int[] Run(sbyte[] weights, int[] bias, float multiplier, int zeroPoint, int minimum, int maximum)
    {
        const int Repeats = 9;
        const int Positions = 13;
        (Shape.Rows, Shape.Inputs, Shape.Outputs) = (Positions, Inputs, weights.Length * Repeats);
        var manyWeights = Enumerable.Repeat(weights, Repeats).SelectMany(x => x).SelectMany(weight => new sbyte[] { weight, 0, 0, 0 }).ToArray();
        var manyBias = Enumerable.Repeat(bias, Repeats).SelectMany(x => x).ToArray();
        var input = Enumerable.Repeat(new byte[] { 2, 1, 1, 1 }, Positions).SelectMany(x => x).ToArray();
        int[]? result = null;
        foreach (var path in Int8Paths.Supported)
        {
            var output = new byte[Positions * Shape.Outputs];
            new FullyConnectedInt8<Shape>(manyWeights, manyBias, 1, [multiplier], zeroPoint, minimum, maximum, path).Run<byte, byte>(input, output);
            for (var i = 0; i < output.Length; i++)
            {
                result ??= [.. output.Take(weights.Length).Select(x => (int)x)];
                Assert.Equal(result[i % weights.Length], output[i]);
            }
        }

        return result!;
    }
}
