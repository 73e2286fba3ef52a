using Whittle.Compiler.Analysis;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Selection;

public class WeightStatisticsTests
{
    [Fact]
    public void Of_CountsNonZerosAndValues()
    {
        var statistics = WeightStatistics.Of(Tensor.FromFloats(new TensorShape(5), [0, 1.5f, 0, -2, 1.5f]));
        Assert.Equal(new WeightStatistics(ElementType.Float32, 5, 3, 3), statistics);
        Assert.Equal(0.6, statistics.Density);
    }

    [Fact]
    public void Of_StopsCountingValues() => Assert.Equal(
        WeightStatistics.DistinctLimit, WeightStatistics.Of(Tensor.FromFloats(new TensorShape(1000), [.. Enumerable.Range(0, 1000).Select(i => (float)i)])).Distinct);

    [Fact]
    public void Of_NothingIsDense() => Assert.Equal(1, WeightStatistics.Of(Tensor.FromFloats(new TensorShape(0), [])).Density);
}
