using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Reduction;

public class TopKTests
{
    [Fact]
    public void Random_EqualsASort()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var (outer, length, inner, largest) = (random.Next(1, 4), random.Next(1, 60), random.Next(1, 4), random.Next(2) == 0);
            var count = random.Next(0, length + 1);
            var input = Enumerable.Range(0, outer * length * inner).Select(_ => random.Next(12)).ToArray();
            var (values, indices) = (new int[outer * count * inner], new long[outer * count * inner]);
            TopK.Run<int>(input, values, indices, outer, length, inner, count, largest);
            for (var column = 0; column < outer * inner; column++)
            {
                int At(int place) => input[(((column / inner * length) + place) * inner) + (column % inner)];
                var sorted = Enumerable.Range(0, length).OrderBy(place => largest ? -At(place) : At(place)).Take(count).ToArray();
                var start = (column / inner * count * inner) + (column % inner);
                Assert.Equal(sorted.Select(place => (long)place), Enumerable.Range(0, count).Select(k => indices[start + (k * inner)]));
                Assert.Equal(sorted.Select(At), Enumerable.Range(0, count).Select(k => values[start + (k * inner)]));
            }
        }
    }

    [Fact]
    public void NaN_CountsAsTheGreatest()
    {
        var (values, indices) = (new float[2], new long[2]);
        TopK.Run<float>([1, float.NaN, 3], values, indices, 1, 3, 1, 2, largest: true);
        Assert.Equal([1L, 2], indices);
        TopK.Run<float>([1, float.NaN, 3], values, indices, 1, 3, 1, 2, largest: false);
        Assert.Equal([0L, 2], indices);
    }

    [Fact]
    public void CountBeyondTheAxis_Throws() => Assert.Throws<ArgumentException>(() => TopK.Run<int>(new int[3], new int[4], 1, 3, 1, 4, true));

    [Fact]
    public void Cumulate_ProductsFromTheEnd()
    {
        var output = new long[4];
        Cumulate.Run<long, Multiply<long>>([2, 3, 4, 5], output, default, 1, 1, 4, 1, exclusive: true, reverse: true);
        Assert.Equal([60L, 20, 5, 1], output);
        Cumulate.Run<long, Multiply<long>>([2, 3, 4, 5], output, default, 1, 1, 2, 2, exclusive: false, reverse: false);
        Assert.Equal([2L, 3, 8, 15], output);
    }
}
