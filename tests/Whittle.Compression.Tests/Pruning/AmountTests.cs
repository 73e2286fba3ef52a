using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;

namespace Whittle.Compression.Tests.Pruning;

public class AmountTests
{
    private static readonly float[,] _first = { { 1, 2 }, { 3, 4 } };
    private static readonly float[,] _second = { { 10, 20 } };

    [Fact]
    public void LayerShare_ByName_OthersTakeTheCommonShare() => Check(
        new LayerShare(0.5, new Dictionary<string, double> { ["a"] = 0.25 }), [0, 0, 0, 4], [0, 20]);

    [Fact]
    public void LayerShare_UnknownName_ListsTheKnown()
    {
        var amount = new LayerShare(0.5, new Dictionary<string, double> { ["c"] = 0.25 });
        Assert.Contains("a, b", Assert.Throws<CompressionException>(() => Prune(amount)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GlobalShare_LayersCompete() => Check(new GlobalShare(0.5), [0, 0, 0, 4], [10, 20]);

    [Fact]
    public void Threshold_KeepsWhatIsAbove() => Check(new ScoreThreshold(3), [0, 0, 0, 4], [10, 20]);

    [Fact]
    public void Threshold_EmptiesALayer_NamesIt() =>
        Assert.Contains("a [2, 2]", Assert.Throws<CompressionException>(() => Prune(new ScoreThreshold(5))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void Share_OutsideItsRange_IsRefused(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerShare(share));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GlobalShare(share));
    }

    [Fact]
    public void Scores_NotNumbers_AreRefused()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 1, float.NaN } });
        Assert.Throws<CompressionException>(() => new Pruner(new MagnitudeCriterion(), new SingleWeights(), new LayerShare(0.5)).Prune(layer));
    }

    private static void Check(PruningAmount amount, float[] first, float[] second)
    {
        using var network = Prune(amount);
        var layers = WeightLayer.Of(network);
        Assert.Equal(first, Networks.Values(layers[0].Weight));
        Assert.Equal(second, Networks.Values(layers[1].Weight));
    }

    private static Sequential Prune(PruningAmount amount)
    {
        Torch.Need();
        var network = torch.nn.Sequential(("a", Networks.Layer(_first)), ("b", Networks.Layer(_second)));
        new Pruner(new MagnitudeCriterion(), new SingleWeights(), amount).Prune(network);
        return network;
    }
}
