using Whittle.Compression.Sharing;
using Whittle.Compression.Sharing.Starts;

namespace Whittle.Compression.Tests.Sharing;

public class KMeansTests
{
    private static readonly float[] _values = [0, 1, 2, 3, 4, 5, 6, 100];

    [Fact]
    public void LinearStart_EqualSteps() => Assert.Equal([12.5, 37.5, 62.5, 87.5], new LinearStart().Choose(_values, 4));

    [Fact]
    public void DensityStart_Quantiles() => Assert.Equal([1, 3, 5, 100], new DensityStart().Choose(_values, 4));

    [Fact]
    public void RandomStart_DrawsValues() => Assert.All(new RandomStart(1).Choose(_values, 4), centroid => Assert.Contains((float)centroid, _values));

    /// <summary>Of 0, 0, …, 100 the second draw has all its probability on the one value that is away.</summary>
    [Fact]
    public void PlusPlusStart_SecondIsFar()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal([0, 100], new PlusPlusStart(seed).Choose([0, 0, 0, 0, 0, 100], 2).Order());
        }
    }

    [Fact]
    public void Cluster_TwoHeaps_MeansOfTheHeaps() =>
        Assert.Equal([-2, 11], KMeans.Cluster([10, -1, 12, -3, 11], 2, new LinearStart()));

    [Fact]
    public void Cluster_MoreThanDistinctValues_DropsTheEmpty() =>
        Assert.Equal([1, 2], KMeans.Cluster([1, 2, 2, 1], 4, new LinearStart()));

    [Fact]
    public void Cluster_EveryStart_IsStable()
    {
        var random = new Random(2);
        var values = Enumerable.Range(0, 400).Select(_ => (float)(random.NextDouble() - random.NextDouble())).ToArray();
        foreach (var start in (CodebookStart[])[new LinearStart(), new DensityStart(), new RandomStart(1), new PlusPlusStart(1)])
        {
            var centroids = KMeans.Cluster(values, 8, start, rounds: 1000);
            Assert.Equal(centroids.Order(), centroids);
            foreach (var (group, centroid) in values.GroupBy(value => KMeans.Nearest(centroids, value)).OrderBy(group => group.Key).Zip(centroids))
            {
                Assert.Equal(group.Average(), centroid, 1e-4);
            }
        }
    }

    [Fact]
    public void Nearest_TieGoesDown()
    {
        Assert.Equal(0, KMeans.Nearest([1, 3], 2));
        Assert.Equal(1, KMeans.Nearest([1, 3], 2.1f));
        Assert.Equal(1, KMeans.Nearest([1, 3], 9));
        Assert.Equal(0, KMeans.Nearest([1, 3], -9));
    }
}
