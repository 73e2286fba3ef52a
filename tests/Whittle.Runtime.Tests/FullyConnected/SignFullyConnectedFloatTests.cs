using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.FullyConnected;

/// <summary>Binary weights times signs on every path, between guard pages: sums are integers, so the results are exact.</summary>
public sealed class SignFullyConnectedFloatTests : IDisposable
{
    private readonly Arena<float> _input = new(4096);
    private readonly Arena<float> _output = new(1024);

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryLength_EqualsTheDefinition(bool zeroIsPositive)
    {
        for (var inputs = 1; inputs <= 257; inputs++)
        {
            Check(1 + (inputs % 3), inputs, 1 + (inputs % 21), zeroIsPositive, new Random(inputs));
        }
    }

    [Fact]
    public void ManyInputs_EqualTheDefinition() => Check(1, 4096, 9, zeroIsPositive: false, new Random(1));

    [Fact]
    public void NaN_MakesNaNOfItsRow_OrCountsAsNegative()
    {
        TestFullyConnectedShape.Set(2, 70, 3);
        var weights = new float[210];
        Array.Fill(weights, 0.5f);
        var x = new float[140];
        Array.Fill(x, 3f);
        x[66] = float.NaN;
        var y = new float[6];
        foreach (var level in FloatValues.Levels)
        {
            new SignFullyConnectedFloat<TestFullyConnectedShape>(weights, [], false, float.NegativeInfinity, float.PositiveInfinity, level).Run(x, y);
            Assert.Equal([float.NaN, float.NaN, float.NaN, 35, 35, 35], y);
            new SignFullyConnectedFloat<TestFullyConnectedShape>(weights, [], true, float.NegativeInfinity, float.PositiveInfinity, level).Run(x, y);
            Assert.Equal([34, 34, 34, 35, 35, 35], y);
        }
    }

    [Fact]
    public void WeightsOfTwoMagnitudes_AreRefused()
    {
        TestFullyConnectedShape.Set(1, 2, 2);
        var error = Assert.Throws<ArgumentException>(() => new SignFullyConnectedFloat<TestFullyConnectedShape>([1, -1, 2, 3], [], false, -1, 1));
        Assert.Contains("output 1", error.Message, StringComparison.Ordinal);
    }

    private void Check(int rows, int inputs, int outputs, bool zeroIsPositive, Random random)
    {
        TestFullyConnectedShape.Set(rows, inputs, outputs);
        float[] magnitudes = [.. Enumerable.Range(0, outputs).Select(_ => random.NextSingle() + 0.1f)];
        float[] weights = [.. Enumerable.Range(0, outputs * inputs).Select(i => random.Next(2) == 0 ? magnitudes[i / inputs] : -magnitudes[i / inputs])];
        float[] bias = inputs % 3 == 0 ? [] : FloatValues.Random(random, outputs);
        float[] x = [.. Enumerable.Range(0, rows * inputs).Select(_ => random.Next(4) == 0 ? 0 : random.NextSingle() - 0.5f)];
        var (low, high) = inputs % 2 == 0 ? (float.NegativeInfinity, float.PositiveInfinity) : (-2f, 3f);
        var expected = new float[rows * outputs];
        for (var i = 0; i < expected.Length; i++)
        {
            var (row, o) = Math.DivRem(i, outputs);
            var sum = 0;
            for (var k = 0; k < inputs; k++)
            {
                var sign = zeroIsPositive && x[(row * inputs) + k] == 0 ? 1 : Math.Sign(x[(row * inputs) + k]);
                sum += sign * Math.Sign(weights[(o * inputs) + k]);
            }

            expected[i] = Math.Clamp((magnitudes[o] * sum) + (bias.Length == 0 ? 0 : bias[o]), low, high);
        }

        foreach (var level in FloatValues.Levels)
        {
            var atEnd = (inputs + (int)level) % 2 == 0;
            var input = _input.Take(x.Length, atEnd);
            x.CopyTo(input);
            var output = _output.Take(expected.Length, atEnd);
            new SignFullyConnectedFloat<TestFullyConnectedShape>(weights, bias, zeroIsPositive, low, high, level).Run(input, output);
            Assert.Equal(expected, output.ToArray());
            _output.AssertUntouched();
        }
    }
}
