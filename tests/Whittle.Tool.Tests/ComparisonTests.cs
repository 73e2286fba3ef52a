using Whittle.Onnx;
using Whittle.Plan;
using Whittle.Tool.Verification;

namespace Whittle.Tool.Tests;

public class ComparisonTests
{
    [Theory]
    [InlineData(1f, 1.0009f, true)]
    [InlineData(1f, 1.0011f, false)]
    [InlineData(0f, 0.9e-7f, true)]
    [InlineData(0f, 1.2e-7f, false)]
    [InlineData(float.NaN, float.NaN, true)]
    [InlineData(float.NaN, 0f, false)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, true)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity, false)]
    [InlineData(1f, float.NaN, false)]
    public void Floats_AreAsNearAsTheOnnxRunnerWants(float expected, float actual, bool passes)
    {
        var (difference, _) = OutputComparison.Compare(OnnxTensor.FromFloats("", [1], [expected]), Port(ElementType.Float32), new[] { actual });
        Assert.Equal(passes, difference is null);
    }

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(5, 6, false)]
    [InlineData(999, 1000, false)]
    [InlineData(1000, 1001, true)]
    [InlineData(9000, 9002, false)]
    public void Integers_AreEqual_OrOneOffWhereThatIsOneThousandth(int expected, int actual, bool passes)
    {
        var (difference, _) = OutputComparison.Compare(OnnxTensor.FromInt32s("", [1], [expected]), Port(ElementType.Int32), new[] { actual });
        Assert.Equal(passes, difference is null);
    }

    [Fact]
    public void Error_IsInUlpsOfTheType()
    {
        var (_, error) = OutputComparison.Compare(
            OnnxTensor.FromFloats("", [1], [1f]), Port(ElementType.Float32), new[] { MathF.BitIncrement(MathF.BitIncrement(1f)) });
        Assert.Equal(2, error.Ulps);
        Assert.Equal(2.4e-7, error.Relative, 8);
    }

    [Fact]
    public void Type_IsPartOfTheResult()
    {
        var (difference, _) = OutputComparison.Compare(OnnxTensor.FromDoubles("", [1], [1]), Port(ElementType.Float32), new[] { 1f });
        Assert.Equal("output 'y' is float32 instead of Double", difference);
    }

    private static PlanPort Port(ElementType type) => new("y", "y", type, new EquatableArray<int>([1]));
}
