using Whittle.Compiler.Compress;

namespace Whittle.Compiler.Tests.Compress;

public class ClustersTests
{
    [Fact]
    public void SeparateGroups_AreFoundExactly()
    {
        float[] values = [-2, -2, -1.9f, 0.9f, 1, 1.1f, 7, 7, 7, 7];
        var centers = Clusters.Of(values, 3);

        Assert.Equal([-1.966667f, 1f, 7f], centers, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    /// <summary>A center is the mean of what is nearest to it: no single move of a value lowers the error.</summary>
    [Fact]
    public void Centers_AreMeansOfTheirClusters()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 500).Select(_ => (float)(random.NextDouble() * random.NextDouble())).Order().ToArray();
        var centers = Clusters.Of(values, 9);

        foreach (var cluster in values.GroupBy(value => Clusters.Nearest(centers, value)))
        {
            Assert.Equal(cluster.Average(), cluster.Key, 1e-4);
        }
    }

    [Theory]
    [InlineData(-9, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(2.1f, 3)]
    [InlineData(99, 8)]
    public void Nearest_TakesTheLowerOfTwo(float value, float expected) => Assert.Equal(expected, Clusters.Nearest([1, 3, 8], value));
}
