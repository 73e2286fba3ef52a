using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compression.Pruning.Units;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Pruning;

public class UnitTests
{
    /// <summary>Norms: 3 · 2 = 6, 1 · 1 = 1, 10 · 0 = 0, 2 · 5 = 10. The strong unit that nobody reads goes first.</summary>
    [Fact]
    public void Linear_CutsRowsBiasesAndColumns()
    {
        Torch.Need();
        using var network = Sequential(
            ("a", Networks.Layer(new float[,] { { 1, 2 }, { 0, 1 }, { 5, 5 }, { -2, 0 } }, [1, 2, 3, 4])),
            ("relu", ReLU()),
            ("b", Networks.Layer(new float[,] { { 2, 1, 0, 5 } })));
        Assert.Equal([0, 3], new UnitPruner(new UnitNorm(), 0.5).Prune(network).Kept["a"]);
        var layers = WeightLayer.Of(network);
        Assert.Equal([1, 2, -2, 0], Networks.Values(layers[0].Weight));
        Assert.Equal([1, 4], Networks.Values(layers[0].Bias!));
        Assert.Equal([2, 5], Networks.Values(layers[1].Weight));
        Assert.Equal(2 * 6 + 5 * 2, network.call(tensor(new float[,] { { 1, 2 } })).item<float>());
    }

    /// <summary>Units that are exactly zero are cut, so the smaller network answers as before: through batch normalization, pooling and flattening.</summary>
    [Fact]
    public void Convolution_DeadChannels_AnswersStay()
    {
        Torch.Need();
        using var network = Sequential(
            ("c1", Conv2d(1, 4, 3)),
            ("bn", BatchNorm2d(4)),
            ("r1", ReLU()),
            ("c2", Conv2d(4, 6, 3)),
            ("r2", ReLU()),
            ("pool", MaxPool2d(2)),
            ("flat", Flatten()),
            ("fc", Linear(24, 3)));
        network.eval();
        var (first, norm, second) = ((Conv2d)network[0], (BatchNorm2d)network[1], (Conv2d)network[3]);
        using (no_grad())
        {
            first.weight[1].zero_();
            first.bias![1] = 0;
            norm.running_mean!.copy_(tensor(new float[] { 0.1f, 0, -0.1f, 0.2f }));
            norm.running_var!.copy_(tensor(new float[] { 1, 2, 3, 4 }));
            second.weight[5].zero_();
            second.bias![5] = 0;
        }

        using var input = randn(2, 1, 8, 8);
        var before = Networks.Values(network.call(input));
        var (smaller, kept) = new UnitPruner(new UnitNorm(), 1) { ByLayer = new Dictionary<string, double> { ["c1"] = 0.75, ["c2"] = 5 / 6.0 } }.Prune(network);
        Assert.Equal([0, 2, 3], kept["c1"]);
        Assert.Equal([0, 1, 2, 3, 4], kept["c2"]);
        var layers = WeightLayer.Of(smaller);
        Assert.Equal([5, 3, 3, 3], layers[1].Weight.shape);
        Assert.Equal([3, 20], layers[2].Weight.shape);
        smaller.eval();
        Networks.Near(before, Networks.Values(smaller.call(input)));
    }

    /// <summary>Over the samples 0…3 the first unit is 0, 1, 2, 3 (2 bits), the second 0, 0, 0, 1 (0.81 bits), the third always 7 (0 bits).</summary>
    [Fact]
    public void ActivationEntropy_IsThatOfTheHistogram()
    {
        Torch.Need();
        using var network = Sequential(
            ("a", Networks.Layer(new float[,] { { 1 }, { 1 }, { 0 } }, [0, -2, 7])), ("relu", ReLU()), ("b", Networks.Layer(new float[,] { { 1, 1, 1 } })));
        using var samples = tensor(new float[,] { { 0 }, { 1 }, { 2 }, { 3 } });
        var chain = Assert.Single(UnitChain.Of(network));
        var entropy = Networks.Values(new ActivationEntropy(samples, bins: 4).Score(network, chain));
        Networks.Near([2, 0.811278f, 0], entropy);
        Assert.Equal([0, 1], new UnitPruner(new ActivationEntropy(samples, bins: 4), 2 / 3.0).Prune(network).Kept["a"]);
    }

    [Fact]
    public void Prune_OneLayer_HasNoChain()
    {
        Torch.Need();
        using var layer = Sequential(("a", Linear(2, 2)));
        Assert.Throws<CompressionException>(() => new UnitPruner(new UnitNorm(), 0.5).Prune(layer));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnitPruner(new UnitNorm(), 1.1));
    }
}
