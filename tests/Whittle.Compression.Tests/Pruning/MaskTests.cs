using TorchSharp;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Pruning;

public class MaskTests
{
    /// <summary>Momentum and weight decay would both move a weight whose gradient is masked; the mask acts on the weights themselves.</summary>
    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("rmsprop")]
    public void AfterStep_AnyOptimizer_ZerosStay(string kind)
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 1, 5 }, { 6, 2 } });
        var masks = new Pruner(new MagnitudeCriterion(), new SingleWeights(), new LayerShare(0.5)).Prune(layer);
        var before = Networks.Values(layer.weight);
        using var optimizer = Create(kind, layer);
        for (var i = 0; i < 5; i++)
        {
            optimizer.zero_grad();
            layer.call(ones(3, 2)).square().sum().backward();
            optimizer.step();
            masks.AfterStep();
        }

        var after = Networks.Values(layer.weight);
        Assert.Equal([0, after[1], after[2], 0], after);
        Assert.NotEqual(before[1], after[1]);
        Assert.NotEqual(before[2], after[2]);
    }

    [Fact]
    public void OfZeros_KeepsWhatIsThere()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 0, 5, 1, 2 } });
        Assert.Equal(0.75, PruningMasks.OfZeros(layer).Kept);
    }

    private static optim.Optimizer Create(string kind, nn.Module network) => kind switch
    {
        "sgd" => optim.SGD(network.parameters(), 0.01, momentum: 0.9, weight_decay: 0.01),
        "adam" => optim.Adam(network.parameters(), 0.01),
        "adamw" => optim.AdamW(network.parameters(), 0.01),
        _ => optim.RMSProp(network.parameters(), 0.01),
    };
}
