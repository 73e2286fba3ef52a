using TorchSharp;
using Whittle.Compression.Quantization;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Quantization;

public class QuantizedTrainingTests
{
    [Fact]
    public void Global_LargestOfTheNetworkSetsTheScale()
    {
        Torch.Need();
        using var network = nn.Sequential(("a", Networks.Layer(new float[,] { { 1, -0.4f } })), ("b", Networks.Layer(new float[,] { { 127 } })));
        var quantized = new QuantizedTraining(network, new QuantizationOptions { Sharing = ScaleSharing.Global });
        Assert.Equal([1, 0, 127], WeightLayer.Of(network).SelectMany(layer => Networks.Values(layer.Weight)));
        Assert.Equal([1f], quantized["a"].Scales);
    }

    /// <summary>Four steps of 0.3 would each be rounded away; the exact weight gathers them and crosses the border between 2 and 3.</summary>
    [Fact]
    public void Step_GradientGoesStraightThrough()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 7, 2, 0 } });
        var training = new QuantizedTraining(layer, new QuantizationOptions { Scheme = WeightScheme.Int4 });
        using var optimizer = optim.SGD(WeightConstraint.TrainableOf(layer, training), 0.3);
        var seen = new List<float>();
        for (var i = 0; i < 4; i++)
        {
            layer.weight.grad?.zero_();
            layer.call(tensor(new float[,] { { 0, -1, -1 } })).sum().backward();
            training.BeforeStep();
            optimizer.step();
            training.AfterStep();
            seen.Add(Networks.Values(layer.weight)[1]);
        }

        Assert.Equal([2, 3, 3, 3], seen);
        Assert.Equal(0, Networks.Values(layer.weight)[2]);
    }

    [Fact]
    public void Options_UnknownLayer_IsNamed()
    {
        Torch.Need();
        using var network = nn.Sequential(("a", nn.Linear(2, 2)));
        var options = new QuantizationOptions { ByLayer = new Dictionary<string, WeightScheme> { ["x"] = WeightScheme.Int4 } };
        Assert.Contains("'x'", Assert.Throws<CompressionException>(() => new QuantizedTraining(network, options)).Message, StringComparison.Ordinal);
    }

    /// <summary>The error is the number of layers below eight bits, weighted: only the biggest layer fits into the budget.</summary>
    [Fact]
    public void PrecisionSearch_BiggestLayerFirst()
    {
        Torch.Need();
        using var network = nn.Sequential(("small", nn.Linear(4, 3)), ("big", nn.Linear(3, 40)));
        var originals = WeightLayer.Of(network).Select(layer => layer.Weight.detach().clone()).ToArray();
        var schemes = PrecisionSearch.Find(network, () => WeightLayer.Of(network).Count(layer => layer.Weight.detach().eq(0).sum().item<long>() > 0.1 * layer.Weight.numel()), 1, WeightScheme.Int8, WeightScheme.Ternary);
        Assert.Equal(WeightScheme.Int8, schemes["small"]);
        Assert.Equal(WeightScheme.Ternary, schemes["big"]);
        Assert.All(WeightLayer.Of(network).Zip(originals), pair => Assert.Equal(Networks.Values(pair.Second), Networks.Values(pair.First.Weight)));
    }

    [Fact]
    public void PrecisionSearch_BudgetTooSmall_SaysBothNumbers()
    {
        Torch.Need();
        using var layer = nn.Linear(2, 2);
        Assert.Contains("5", Assert.Throws<CompressionException>(() => PrecisionSearch.Find(layer, () => 5, 1, WeightScheme.Int8)).Message, StringComparison.Ordinal);
    }
}
