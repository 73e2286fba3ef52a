using TorchSharp;
using Whittle.Compression.Quantization;
using Whittle.Compression.Training;
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

    [Theory]
    [InlineData(WeightScheme.Ternary, new float[] { 2, 0, -2, 0 })]
    [InlineData(WeightScheme.Binary, new float[] { 1, 1, -1, 1 })]
    public void PrunedWeights_StayZeroWhereTheSchemeHasZero(WeightScheme scheme, float[] expected)
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 2, 0, -2, 0 } });
        var quantized = new QuantizedTraining(layer, new QuantizationOptions { Scheme = scheme });
        Assert.Equal(expected, Networks.Values(layer.weight));
        Assert.Equal(expected, Networks.Values(quantized[""].Values()));
    }

    /// <summary>Rounded weights and rounded activations while training: the loss falls, and the network that is left is the rounded one.</summary>
    [Fact]
    public void Training_WithRoundedActivations_Learns()
    {
        Torch.Need();
        using var network = nn.Sequential(("a", nn.Linear(2, 16)), ("relu", nn.ReLU()), ("b", nn.Linear(16, 2)));
        using var inputs = rand(256, 2);
        var data = new TrainingSet(inputs, inputs.select(1, 0).gt(inputs.select(1, 1)).to_type(ScalarType.Int64));
        new Trainer(network, new TrainingOptions { Epochs = 40, Batch = 32, LearningRate = 0.01 }).Run(
            data, cancellation: TestContext.Current.CancellationToken);
        var scales = ActivationScales.Measure(network, inputs);
        using var attached = scales.Attach(network);
        var training = new QuantizedTraining(network, new QuantizationOptions { Scheme = WeightScheme.Int4 });
        new Trainer(network, new TrainingOptions { Epochs = 40, Batch = 32, LearningRate = 0.01 })
            .Run(data, [training], TestContext.Current.CancellationToken);
        Assert.InRange(data.Error(network), 0, 5);
        Assert.All(WeightLayer.Of(network), layer => Assert.Equal(Networks.Values(training[layer.Name].Values()), Networks.Values(layer.Weight)));
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
        var schemes = PrecisionSearch.Find(
            network,
            () => WeightLayer.Of(network).Count(layer => layer.Weight.detach().eq(0).sum().item<long>() > 0.1 * layer.Weight.numel()),
            1,
            WeightScheme.Int8,
            WeightScheme.Ternary);
        Assert.Equal(WeightScheme.Int8, schemes["small"]);
        Assert.Equal(WeightScheme.Ternary, schemes["big"]);
        Assert.All(WeightLayer.Of(network).Zip(originals), pair => Assert.Equal(Networks.Values(pair.Second), Networks.Values(pair.First.Weight)));
    }

    [Fact]
    public void PrecisionSearch_BudgetTooSmall_SaysBothNumbers()
    {
        Torch.Need();
        using var layer = nn.Linear(2, 2);
        Assert.Contains(
            "5", Assert.Throws<CompressionException>(() => PrecisionSearch.Find(layer, () => 5, 1, WeightScheme.Int8)).Message, StringComparison.Ordinal);
    }
}
