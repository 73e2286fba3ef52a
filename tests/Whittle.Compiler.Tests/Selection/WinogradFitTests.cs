using Whittle.Compiler.Ir;
using Whittle.Compiler.Selection;

namespace Whittle.Compiler.Tests.Selection;

/// <summary>Which convolutions Winograd's kernels can do, and that more tiles and channels gain more.</summary>
public class WinogradFitTests
{
    [Theory]
    [InlineData(16, 16, 3, 1, 1, 1, true)]
    [InlineData(8, 16, 3, 1, 1, 1, false)]
    [InlineData(16, 24, 3, 1, 1, 1, false)]
    [InlineData(16, 16, 1, 1, 1, 1, false)]
    [InlineData(16, 16, 3, 2, 1, 1, false)]
    [InlineData(16, 16, 3, 1, 2, 1, false)]
    [InlineData(16, 32, 3, 1, 1, 2, false)]
    public void Int8_ByShape(int channels, int outputs, int kernel, int stride, int dilation, int group, bool fits) =>
        Assert.Equal(fits, Of(Int8(new sbyte[outputs * kernel * kernel * channels], outputs, kernel, channels), 32, stride, dilation, group) is not null);

    [Fact]
    public void Int8_NeedsSumsOf26Bits()
    {
        Assert.NotNull(Of(Int8(Filled(32, 112, 127), 32, 3, 112), 8));
        Assert.Null(Of(Int8(Filled(32, 128, 127), 32, 3, 128), 8));
    }

    [Fact]
    public void Gain_GrowsWithTilesAndChannels()
    {
        double Gain(int channels, int side) => Of(Int8(Filled(channels, channels, 1, 100), channels, 3, channels), side)!.Gain;
        Assert.True(Gain(16, 32) > 1.2);
        Assert.True(Gain(32, 32) > Gain(16, 32));
        Assert.True(Gain(64, 32) > Gain(32, 32));
        Assert.True(Gain(64, 32) > Gain(64, 4));
    }

    [Fact]
    public void LargeWeights_PayWhereManyTilesShareThem()
    {
        var weights = Int8(Filled(512, 512, 1, 100), 512, 3, 512);
        Assert.True(Of(weights, 7)!.Gain < 1);
        Assert.True(Of(weights, 14)!.Gain > 2);
    }

    [Fact]
    public void SmallWeights_LeaveLessToGain() =>
        Assert.True(Of(Int8(Filled(64, 64, 16), 64, 3, 64), 32)!.Gain < Of(Int8(Filled(64, 64, 17), 64, 3, 64), 32)!.Gain);

    [Fact]
    public void Float_OnlyWhereTheModelNeedNotBeExact()
    {
        var weights = Tensor.FromFloats(new TensorShape(32, 3, 3, 16), new float[32 * 9 * 16]);
        Assert.Null(Of(weights, 32));
        Assert.Equal(64, Of(weights, 32, exact: false)!.Tiles);
    }

    private static sbyte[] Filled(int outputs, int channels, int weight, int first = 0)
    {
        var weights = new sbyte[outputs * 9 * channels];
        Array.Fill(weights, (sbyte)weight);
        weights[0] = (sbyte)Math.Max(weight, first);
        return weights;
    }

    private static Tensor Int8(sbyte[] weights, int outputs, int kernel, int channels) =>
        Tensor.FromSBytes(new TensorShape(outputs, kernel, kernel, channels), weights);

    private static WinogradFit? Of(Tensor weights, int side, int stride = 1, int dilation = 1, int group = 1, bool exact = true)
    {
        var attributes = new NodeAttributes()
            .Set("strides", new long[] { stride, stride }).Set("dilations", new long[] { dilation, dilation }).Set("group", (long)group);
        return WinogradFit.Of(weights, new TensorShape(1, side, side, weights.Shape[0]), attributes, exact);
    }
}
