using System.Numerics;
using Whittle.Runtime.Kernels;
using Whittle.Runtime.Tests.Float;

namespace Whittle.Runtime.Tests.Pooling;

/// <summary>Windowed pools on every path, between guard pages, against the definition.</summary>
public sealed class PoolTests
{
    private const int Cases = 200;

    private delegate void Pool<T>(PoolCase shape, ReadOnlySpan<T> input, Span<T> output, IsaLevel level);

    private static void Max<T>(PoolCase s, ReadOnlySpan<T> x, Span<T> y, IsaLevel level)
        where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T> =>
        MaxPool.Run(
            x, y, s.Batch, s.Height, s.Width, s.Channels, s.OutputHeight, s.OutputWidth, s.KernelHeight, s.KernelWidth, s.StrideHeight, s.StrideWidth,
            s.DilationHeight, s.DilationWidth, s.Top, s.Left, level);

    private static void Average(PoolCase s, ReadOnlySpan<float> x, Span<float> y, int countIncludePad, IsaLevel level) =>
        AveragePool.Run(
            x, y, s.Batch, s.Height, s.Width, s.Channels, s.OutputHeight, s.OutputWidth, s.KernelHeight, s.KernelWidth, s.StrideHeight, s.StrideWidth,
            s.DilationHeight, s.DilationWidth, s.Top, s.Left, s.Bottom, s.Right, countIncludePad, level);

    private static void Norm(PoolCase s, ReadOnlySpan<float> x, Span<float> y, int p, IsaLevel level) =>
        LpPool.Run(
            x, y, s.Batch, s.Height, s.Width, s.Channels, s.OutputHeight, s.OutputWidth, s.KernelHeight, s.KernelWidth, s.StrideHeight, s.StrideWidth,
            s.DilationHeight, s.DilationWidth, s.Top, s.Left, p, level);

    [Fact]
    public void MaxPool_Float() => CheckMaximum(float.NegativeInfinity, random => (random.NextSingle() * 2) - 1);

    [Fact]
    public void MaxPool_Byte() => CheckMaximum(byte.MinValue, random => (byte)random.Next(256));

    [Fact]
    public void MaxPool_SByte() => CheckMaximum(sbyte.MinValue, random => (sbyte)random.Next(-128, 128));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AveragePool_Counts(int countIncludePad) => Check<float>(
        random => (random.NextSingle() * 2) - 1,
        (PoolCase s, ReadOnlySpan<float> x, Span<float> y, IsaLevel level) => Average(s, x, y, countIncludePad, level),
        (x, inside, padded) => inside.Sum(i => (double)x[i]) / (countIncludePad == 1 ? padded : inside.Count));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void LpPool_Norms(int p) => Check<float>(
        random => (random.NextSingle() * 2) - 1,
        (PoolCase s, ReadOnlySpan<float> x, Span<float> y, IsaLevel level) => Norm(s, x, y, p, level),
        (x, inside, _) => Math.Pow(inside.Sum(i => Math.Pow(Math.Abs((double)x[i]), p)), 1.0 / p));

    // What ONNX Runtime 1.31.1 answers for the same windows: a NaN counts only as the last tap.
    [Fact]
    public void MaxPool_NaN()
    {
        foreach (var level in FloatValues.Levels)
        {
            foreach (var channels in new[] { 1, 4, 8, 16, 31 })
            {
                var shape = new PoolCase(1, 1, 6, channels, 1, 3, 1, 2, 1, 2, 1, 1, 0, 0, 0, 0);
                float[] pixels = [float.NaN, 1, 2, float.NaN, float.NegativeInfinity, float.NegativeInfinity];
                var input = pixels.SelectMany(p => Enumerable.Repeat(p, channels)).ToArray();
                var output = new float[3 * channels];
                Max<float>(shape, input, output, level);
                Assert.Equal([1f, float.NaN, float.NegativeInfinity], output.Where((_, i) => i % channels == channels - 1));
            }
        }
    }

    // ceil_mode on [1 2 3 4] with kernel 3, stride 2 and no padding: the second window has two elements, counted padding or not.
    [Fact]
    public void AveragePool_CeilMode_CountsThePaddedExtentOnly()
    {
        var shape = new PoolCase(1, 1, 4, 1, 1, 2, 1, 3, 1, 2, 1, 1, 0, 0, 0, 0);
        foreach (var level in FloatValues.Levels)
        {
            var output = new float[2];
            Average(shape, [1, 2, 3, 4], output, 1, level);
            Assert.Equal([2, 3.5f], output);
        }
    }

    private static void CheckMaximum<T>(T lowest, Func<Random, T> value)
        where T : unmanaged, IBinaryNumber<T>, IMinMaxValue<T> =>
        Check(value, Max, (x, inside, _) => double.CreateChecked(inside.Select(i => x[i]).Append(lowest).Max()));

    private static void Check<T>(Func<Random, T> value, Pool<T> pool, Func<T[], List<int>, int, double> truth)
        where T : unmanaged, INumber<T>
    {
        using var inputs = new Arena<T>(1 << 17);
        using var outputs = new Arena<T>(1 << 17);
        var random = new Random(11);
        for (var i = 0; i < Cases; i++)
        {
            var shape = i % 3 == 0 ? PoolCase.Square(random) : PoolCase.Random(random);
            var x = Enumerable.Range(0, shape.InputLength).Select(_ => value(random)).ToArray();
            var wanted = new double[shape.OutputLength];
            shape.Windows((output, inside, padded) => wanted[output] = truth(x, inside, padded));
            foreach (var level in FloatValues.Levels)
            {
                var input = inputs.Take(x.Length, (i + (int)level) % 2 == 0);
                x.CopyTo(input);
                var y = outputs.Take(shape.OutputLength, (i + (int)level) % 2 == 0);
                pool(shape, input, y, level);
                outputs.AssertUntouched();
                for (var o = 0; o < y.Length; o++)
                {
                    var actual = double.CreateChecked(y[o]);
                    var near = wanted[o].Equals(actual) || Math.Abs(actual - wanted[o]) <= 1e-5 * Math.Max(1, Math.Abs(wanted[o]));
                    Assert.True(near, $"{level} {shape}: output {o} is {actual}, wanted {wanted[o]}.");
                }
            }
        }
    }
}
