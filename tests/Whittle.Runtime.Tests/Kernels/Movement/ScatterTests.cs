using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Movement;

public class ScatterTests
{
    [Fact]
    public void ScatterElements_SamePlaceTwice_TakesUpdatesInOrder()
    {
        var output = new int[6];
        ScatterElements.Run<int, long, Replace<int>>([1, 2, 3, 4, 5, 6], [0, -2, 0], [10, 20, 30], output, default, [2, 3], [1, 3], 0);
        Assert.Equal([10, 20, 30, 4, 5, 6], output);
        ScatterElements.Run<int, long, Add<int>>([1, 2, 3, 4, 5, 6], [2, 2, -1, 0], [10, 20, 30, 40], output, default, [2, 3], [2, 2], 1);
        Assert.Equal([1, 2, 33, 44, 5, 36], output);
    }

    [Fact]
    public void ScatterElements_IndexOutside_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScatterElements.Run<int, long, Replace<int>>(new int[6], [3], [1], new int[6], default, [2, 3], [1, 1], 1));

    [Fact]
    public void ScatterElements_IndicesLargerThanTensor_Throws() => Assert.Equal(
        "indicesShape",
        Assert.Throws<ArgumentException>(() => ScatterElements.Run<int, long, Replace<int>>(new int[6], [0, 0, 0], [1, 2, 3], new int[6], default, [2, 3], [3, 1], 1)).ParamName);

    [Fact]
    public void ScatterND_Slices_MeetTheirPlaces()
    {
        var output = new float[6];
        ScatterND.Run<float, long, Multiply<float>>([1, 2, 3, 4, 5, 6], [-1, 0, 2], [2, 3, 4, 5, 6, 7], output, default, 3, [3], 2);
        Assert.Equal([4f, 10, 3, 4, 5 * 2 * 6, 6 * 3 * 7], output);
    }

    [Fact]
    public void GatherND_TuplesPerBatch_NameSlices()
    {
        var output = new int[4];
        GatherND.Run<int, int>([1, 2, 3, 4, 5, 6, 7, 8], [1, 0], output, 2, 1, [2], 2);
        Assert.Equal([3, 4, 5, 6], output);
        Assert.Throws<ArgumentOutOfRangeException>(() => GatherND.Run<int, int>(new int[4], [2], new int[2], 1, 1, [2], 2));
    }
}
