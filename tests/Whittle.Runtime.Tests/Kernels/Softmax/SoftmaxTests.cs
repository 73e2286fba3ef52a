using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Softmax;

using Softmax = Whittle.Runtime.Kernels.Softmax;

public class SoftmaxTests
{
    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsTruth()
    {
        var random = new Random(41);
        for (var length = 0; length <= 257; length++)
        {
            var values = Naive.RandomFloats(random, length);
            foreach (var isa in IsaLevels.All)
            {
                Check(values, 1, length, 1, isa);
            }
        }
    }

    [Theory]
    [InlineData(2, 5, 3)]
    [InlineData(3, 4, 16)]
    [InlineData(2, 7, 37)]
    [InlineData(1, 1, 20)]
    [InlineData(4, 10, 1)]
    public void Run_InnerAxes_EqualTruth(int outer, int axisLength, int inner)
    {
        var values = Naive.RandomFloats(new(42), outer * axisLength * inner);
        foreach (var isa in IsaLevels.All)
        {
            Check(values, outer, axisLength, inner, isa);
        }
    }

    [Fact]
    public void Run_LargeValues_AreStable()
    {
        foreach (var isa in IsaLevels.All)
        {
            var output = new float[3];
            Softmax.Run([1e30f, -1e30f, 1e30f], output, 1, 3, 1, isa);
            Assert.Equal([0.5f, 0f, 0.5f], output);
            LogSoftmax.Run([1000f, -1000f, float.NegativeInfinity], output, 1, 3, 1, isa);
            Assert.Equal([0f, -2000f, float.NegativeInfinity], output);
            Softmax.Run([1f, float.NaN, 1f], output, 1, 3, 1, isa);
            Assert.All(output, value => Assert.True(float.IsNaN(value)));
        }
    }

    private static void Check(float[] values, int outer, int axisLength, int inner, IsaLevel isa)
    {
        using var input = new GuardedMemory(values.Length * sizeof(float), atEnd: true);
        using var output = new GuardedMemory(values.Length * sizeof(float), atEnd: true);
        values.CopyTo(input.As<float>());
        Softmax.Run(input.As<float>(), output.As<float>(), outer, axisLength, inner, isa);
        var soft = output.As<float>().ToArray();
        LogSoftmax.Run(input.As<float>(), input.As<float>(), outer, axisLength, inner, isa);
        for (var i = 0; i < values.Length; i++)
        {
            var start = (i / (axisLength * inner) * axisLength * inner) + (i % inner);
            var sum = Enumerable.Range(0, axisLength).Sum(k => Math.Exp(values[start + (k * inner)]));
            Tolerance.Close(Math.Exp(values[i]) / sum, soft[i], 32, $"Softmax {isa} {i} of {values.Length}");
            Tolerance.Close(values[i] - Math.Log(sum), input.As<float>()[i], 4, $"LogSoftmax {isa} {i} of {values.Length}", 2e-6);
        }
    }
}
