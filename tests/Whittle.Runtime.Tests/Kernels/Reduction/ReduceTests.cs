using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Reduction;

public class ReduceTests
{
    [Fact]
    public void Sum_RandomAxes_EqualsNaive() => Check(default(ReduceSum<float>), v => v.Sum(), v => v.Sum(Math.Abs));

    [Fact]
    public void Mean_RandomAxes_EqualsNaive() => Check(default(ReduceMean<float>), v => v.Average(), v => v.Average(Math.Abs));

    [Fact]
    public void Max_RandomAxes_EqualsNaive() => Check(default(ReduceMax<float>), v => v.Max(), _ => 0);

    [Fact]
    public void Min_RandomAxes_EqualsNaive() => Check(default(ReduceMin<float>), v => v.Min(), _ => 0);

    [Fact]
    public void Prod_RandomAxes_EqualsNaive() =>
        Check(default(ReduceProd<float>), v => v.Aggregate(1d, (a, b) => a * b), v => Math.Abs(v.Aggregate(1d, (a, b) => a * b)) * 4);

    [Fact]
    public void L1_RandomAxes_EqualsNaive() => Check(default(ReduceL1<float>), v => v.Sum(Math.Abs), v => v.Sum(Math.Abs));

    [Fact]
    public void L2_RandomAxes_EqualsNaive() => Check(default(ReduceL2), v => Math.Sqrt(v.Sum(x => x * x)), v => Math.Sqrt(v.Sum(x => x * x)));

    [Fact]
    public void SumSquare_RandomAxes_EqualsNaive() => Check(default(ReduceSumSquare<float>), v => v.Sum(x => x * x), v => v.Sum(x => x * x));

    [Fact]
    public void Sum_EveryLength_StaysInside()
    {
        foreach (var isa in IsaLevels.All)
        {
            for (var length = 0; length <= 257; length++)
            {
                using var input = new GuardedMemory(length * sizeof(float), atEnd: true);
                var values = input.As<float>();
                for (var i = 0; i < length; i++)
                {
                    values[i] = i + 1;
                }

                var output = new float[1];
                Reduce.Run(values, output, default(ReduceSum<float>), [length], [true], isa);
                Assert.Equal(length * (length + 1) / 2, output[0]);
                using var rows = new GuardedMemory(length * sizeof(float), atEnd: true);
                Reduce.Run(values, rows.As<float>(), default(ReduceSum<float>), [1, length], [true, false], isa);
                Assert.True(values.SequenceEqual(rows.As<float>()));
            }
        }
    }

    [Fact]
    public void LogSumExp_LargeValues_IsStable()
    {
        var output = new float[2];
        ReduceLogSumExp.Run([1000f, 1000f, -1000f, -1000f], output, [2, 2], [false, true]);
        Assert.Equal(1000.6931f, output[0], 1e-4f);
        Assert.Equal(-999.3069f, output[1], 1e-4f);
        ReduceLogSumExp.Run([1f, float.NegativeInfinity, 2f, float.NegativeInfinity], output, [2, 2], [true, false]);
        Assert.Equal(MathF.Log(MathF.Exp(1) + MathF.Exp(2)), output[0], 1e-6f);
        Assert.Equal(float.NegativeInfinity, output[1]);
    }

    [Fact]
    public void LogSum_IsLogOfSum()
    {
        var output = new float[1];
        Reduce.Run([1f, 2f, 4f], output, default(ReduceLogSum), [3], [true]);
        Assert.Equal(MathF.Log(7f), output[0]);
    }

    [Fact]
    public void Empty_GivesTheIdentity()
    {
        var output = new float[2];
        Reduce.Run([], output, default(ReduceMax<float>), [2, 0], [false, true]);
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity], output);
        Reduce.Run([], output, default(ReduceSum<float>), [2, 0], [false, true]);
        Assert.Equal([0f, 0f], output);
    }

    [Fact]
    public void Integers_RunOnTheScalarPath()
    {
        var output = new int[2];
        Reduce.Run([1, 2, 3, -4, 5, -7], output, default(ReduceMean<int>), [2, 3], [false, true]);
        Assert.Equal([2, -2], output);
        Reduce.Run([1, 2, 3, -4, 5, -7], output, default(ReduceMax<int>), [2, 3], [false, true]);
        Assert.Equal([3, 5], output);
    }

    [Fact]
    public void MaxWithNaN_IsNaN()
    {
        foreach (var isa in IsaLevels.All)
        {
            var values = new float[50];
            values[33] = float.NaN;
            var output = new float[1];
            Reduce.Run(values, output, default(ReduceMax<float>), [50], [true], isa);
            Assert.True(float.IsNaN(output[0]), isa.ToString());
        }
    }

    [Theory]
    [InlineData(false, 1L, 2L, 2L, 0L)]
    [InlineData(true, 3L, 2L, 2L, 3L)]
    public void ArgMaxAndArgMin_Ties_FollowTheFlag(bool selectLastIndex, long first, long second, long third, long fourth)
    {
        // Two columns, [0 7 3 7] and [1 5 9 1].
        float[] values = [0f, 1f, 7f, 5f, 3f, 9f, 7f, 1f];
        var output = new long[2];
        ArgMax.Run<float>(values, output, outer: 1, axisLength: 4, inner: 2, selectLastIndex);
        Assert.Equal([first, second], output);
        ArgMin.Run<sbyte>([5, 3, -1, 9, 1, 8, 8, 1], output, outer: 2, axisLength: 4, inner: 1, selectLastIndex);
        Assert.Equal([third, fourth], output);
    }

    private static void Check<TReducer>(TReducer reducer, Func<List<double>, double> truth, Func<List<double>, double> scale)
        where TReducer : struct, IFloatReducer, IReducer<float>
    {
        var random = new Random(31);
        for (var round = 0; round < 150; round++)
        {
            var rank = random.Next(0, 6);
            var shape = Naive.RandomShape(random, rank, rank > 2 ? 4 : 40);
            var reduced = shape.Select(_ => random.Next(2) == 0).ToArray();
            var input = Naive.RandomFloats(random, Naive.Product(shape));
            var outputShape = shape.Select((d, a) => reduced[a] ? 1 : d).ToArray();
            var groups = Enumerable.Range(0, Naive.Product(outputShape)).Select(_ => new List<double>()).ToArray();
            for (var i = 0; i < input.Length; i++)
            {
                var position = Naive.Position(i, shape).Select((p, a) => reduced[a] ? 0 : p).ToArray();
                groups[Naive.Offset(position, Naive.Strides(outputShape))].Add(input[i]);
            }

            foreach (var isa in IsaLevels.All)
            {
                var output = new float[groups.Length];
                Reduce.Run(input, output, reducer, shape, reduced, isa);
                for (var i = 0; i < output.Length; i++)
                {
                    // A part of the sum of magnitudes, as the order of additions is free; products beyond the range of floats are left out.
                    var exact = truth(groups[i]);
                    var close = Math.Abs(exact - output[i]) <= (2e-6 * scale(groups[i])) + 1e-37 || Math.Abs(exact) > 1e30;
                    Assert.True(close, $"{isa} {string.Join('x', shape)}: {exact} {output[i]}");
                }
            }
        }
    }
}
