using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.FullyConnected;

/// <summary>The three float fully connected layers on every path, between guard pages.</summary>
public sealed class FullyConnectedFloatTests : IDisposable
{
    private static readonly int[] SomeOutputs = [1, 2, 4, 5, 8, 9, 15, 16, 17, 31, 32, 33, 40, 65];
    private readonly Arena<float> _input = new(4096);
    private readonly Arena<float> _output = new(1024);

    private delegate void Layer(ReadOnlySpan<float> input, Span<float> output);

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void Dense_EveryLength()
    {
        for (var inputs = 0; inputs <= 257; inputs++)
        {
            // All outputs for short inputs, where every tail meets every tail; a moving sample for the others.
            for (var outputs = inputs <= 20 ? 1 : 1 + (inputs % 5); outputs <= 40; outputs += inputs <= 20 ? 1 : 5)
            {
                var w = FloatValues.Random(new Random(inputs), inputs * outputs);
                Check(1, inputs, outputs, w, (level, bias, low, high) => new FullyConnectedFloat<TestFullyConnectedShape>(w, bias, low, high, level).Run);
            }
        }
    }

    [Fact]
    public void Dense_EveryNumberOfOutputs()
    {
        for (var outputs = 41; outputs <= 257; outputs++)
        {
            var w = FloatValues.Random(new Random(outputs), 13 * outputs);
            Check(1, 13, outputs, w, (level, bias, low, high) => new FullyConnectedFloat<TestFullyConnectedShape>(w, bias, low, high, level).Run);
        }
    }

    [Fact]
    public void Dense_WidePanels()
    {
        foreach (var outputs in new[] { 48, 49, 63, 64, 65, 100, 112, 113, 128, 130 })
        {
            var w = FloatValues.Random(new Random(outputs), 33 * outputs);
            Check(1, 33, outputs, w, (level, bias, low, high) => new FullyConnectedFloat<TestFullyConnectedShape>(w, bias, low, high, level).Run);
        }
    }

    [Fact]
    public void Dense_Rows()
    {
        for (var rows = 2; rows <= 26; rows++)
        {
            foreach (var outputs in new[] { 1, 7, 10, 32, 33 })
            {
                var w = FloatValues.Random(new Random(rows), 19 * outputs);
                Check(rows, 19, outputs, w, (level, bias, low, high) => new FullyConnectedFloat<TestFullyConnectedShape>(w, bias, low, high, level).Run);
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.8)]
    [InlineData(0.97)]
    [InlineData(1.0)]
    public void Sparse_EveryLength(double zeros)
    {
        for (var inputs = 0; inputs <= 257; inputs++)
        {
            foreach (var outputs in SomeOutputs.Where((_, i) => (i + inputs) % 4 == 0))
            {
                var w = FloatValues.Sparse(new Random(inputs), inputs * outputs, zeros);
                Check(
                    1 + (inputs % 2),
                    inputs,
                    outputs,
                    w,
                    (level, bias, low, high) => new SparseFullyConnectedFloat<TestFullyConnectedShape>(w, bias, low, high, level).Run);
            }
        }
    }

    /// <summary>Rows of very unequal length change places in packing.</summary>
    [Fact]
    public void Sparse_UnequalRows()
    {
        const int Inputs = 200;
        const int Outputs = 90;
        var w = FloatValues.Sparse(new Random(3), Inputs * Outputs, 0.5);
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = i % Inputs < i / Inputs * 37 % Outputs * 2 ? w[i] : 0;
        }

        Check(2, Inputs, Outputs, w, (level, bias, low, high) => new SparseFullyConnectedFloat<TestFullyConnectedShape>(w, bias, low, high, level).Run);
    }

    /// <summary>Past 65,535 inputs places do not fit 16 bits.</summary>
    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(70_001)]
    public void Sparse_LongRows(int inputs)
    {
        TestFullyConnectedShape.Set(1, inputs, 2);
        var w = new float[2 * inputs];
        (w[3], w[inputs - 1], w[inputs], w[^1]) = (2, 3, 5, 7);
        var x = new float[inputs];
        (x[0], x[3], x[^1]) = (0.5f, 4, 0.25f);
        foreach (var level in FloatValues.Levels)
        {
            var output = new float[2];
            new SparseFullyConnectedFloat<TestFullyConnectedShape>(w, [], float.NegativeInfinity, float.PositiveInfinity, level).Run(x, output);
            Assert.Equal([8.75f, 4.25f], output);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    public void Codebook_EveryLength(int entries)
    {
        var codebook = FloatValues.Random(new Random(entries), entries);
        for (var inputs = 0; inputs <= 257; inputs++)
        {
            foreach (var outputs in SomeOutputs.Where((_, i) => (i + inputs) % 4 == 0))
            {
                var indices = new byte[inputs * outputs];
                var random = new Random(inputs);
                for (var i = 0; i < indices.Length; i++)
                {
                    indices[i] = (byte)random.Next(entries);
                }

                var w = Array.ConvertAll(indices, i => codebook[i]);
                Check(
                    1 + (inputs % 5),
                    inputs,
                    outputs,
                    w,
                    (level, bias, low, high) => new CodebookFullyConnectedFloat<TestFullyConnectedShape>(indices, codebook, bias, low, high, level).Run);
            }
        }
    }

    [Fact]
    public void EqualColumns_GiveEqualResults()
    {
        foreach (var outputs in new[] { 12, 24, 33, 40, 72, 100 })
        {
            TestFullyConnectedShape.Set(1, 131, outputs);
            var x = FloatValues.Random(new Random(outputs), 131);
            var column = FloatValues.Random(new Random(1), 131);
            float[] w = [.. Enumerable.Range(0, outputs).SelectMany(_ => column)];
            foreach (var level in FloatValues.Levels)
            {
                var output = new float[outputs];
                new FullyConnectedFloat<TestFullyConnectedShape>(w, [], float.NegativeInfinity, float.PositiveInfinity, level).Run(x, output);
                Assert.True(output.Distinct().Count() == 1, $"{level}, {outputs} outputs: {string.Join(" ", output.Distinct())}");
            }
        }
    }

    [Fact]
    public void NoClamp_KeepsNaNAndInfinity()
    {
        TestFullyConnectedShape.Set(1, 1, 3);
        foreach (var level in FloatValues.Levels)
        {
            var output = new float[3];
            new FullyConnectedFloat<TestFullyConnectedShape>([1, -1, 1], [0, 0, float.NaN], float.NegativeInfinity, float.PositiveInfinity, level)
                .Run([float.PositiveInfinity], output);
            Assert.Equal([float.PositiveInfinity, float.NegativeInfinity, float.NaN], output);
            new FullyConnectedFloat<TestFullyConnectedShape>([1, -1, 1], [0, 0, float.NaN], 0, 6, level).Run([float.PositiveInfinity], output);
            Assert.Equal([6, 0, float.NaN], output);
        }
    }

    [Fact]
    public void WrongLengths_AreNamed()
    {
        TestFullyConnectedShape.Set(1, 4, 2);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => new FullyConnectedFloat<TestFullyConnectedShape>(new float[7], [], 0, 1)).ParamName);
        Assert.Equal("bias", Assert.Throws<ArgumentException>(() => new SparseFullyConnectedFloat<TestFullyConnectedShape>(new float[8], [1], 0, 1)).ParamName);
        byte[] pastTheEnd = [0, 1, 2, 3, 0, 0, 0, 0];
        Assert.Equal(
            "indices",
            Assert.Throws<ArgumentException>(() => new CodebookFullyConnectedFloat<TestFullyConnectedShape>(pastTheEnd, [1, 2, 3], [], 0, 1)).ParamName);
        var layer = new FullyConnectedFloat<TestFullyConnectedShape>(new float[8], [], 0, 1);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => layer.Run(new float[3], new float[2])).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => layer.Run(new float[4], new float[3])).ParamName);
    }

    private void Check(int rows, int inputs, int outputs, float[] w, Func<IsaLevel, float[], float, float, Layer> create)
    {
        TestFullyConnectedShape.Set(rows, inputs, outputs);
        var random = new Random(outputs);
        var x = FloatValues.Random(random, rows * inputs);
        var bias = inputs % 3 == 0 ? [] : FloatValues.Random(random, outputs);
        var (low, high) = inputs % 2 == 0 ? (float.NegativeInfinity, float.PositiveInfinity) : (-0.25f, 0.5f);
        var expected = FloatValues.Expected.Of(rows * outputs);
        for (var i = 0; i < rows * outputs; i++)
        {
            expected.Add(i, bias.Length == 0 ? 0 : bias[i % outputs]);
            for (var k = 0; k < inputs; k++)
            {
                expected.Add(i, (double)x[(i / outputs * inputs) + k] * w[(i % outputs * inputs) + k]);
            }
        }

        foreach (var level in FloatValues.Levels)
        {
            var atEnd = (inputs + outputs + (int)level) % 2 == 0;
            var input = _input.Take(x.Length, atEnd);
            x.CopyTo(input);
            var output = _output.Take(rows * outputs, atEnd);
            output.Fill(float.NaN);
            create(level, bias, low, high)(input, output);
            expected.AssertNear(output, low, high, $"{level} {rows} x {inputs} -> {outputs}");
            _output.AssertUntouched();
        }
    }
}
