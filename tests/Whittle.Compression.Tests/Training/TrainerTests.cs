using TorchSharp;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void Run_SameSeed_SameWeights()
    {
        Assert.Equal(Train(3), Train(3));
        Assert.NotEqual(Train(3), Train(4));
    }

    [Fact]
    public void Run_LossIsNotANumber_KeepsTheLastGoodWeights()
    {
        Torch.Need();
        using var network = nn.Linear(2, 2);
        var before = Networks.Values(network.weight);
        var data = Data() with { Inputs = full(8, 2, float.NaN) };
        Assert.Contains(
            "NaN",
            Assert.Throws<CompressionException>(() => new Trainer(network, new TrainingOptions { Batch = 4 }).Run(data, cancellation: TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, Networks.Values(network.weight));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        Torch.Need();
        using var network = nn.Linear(2, 2);
        using var source = new CancellationTokenSource();
        var steps = 0;
        var trainer = new Trainer(network, new TrainingOptions { Batch = 2, Epochs = 5 })
        {
            Progress = new Reporter(progress =>
            {
                steps = progress.Step;
                Assert.Equal(20, progress.Steps);
                if (progress.Step == 3)
                {
                    source.Cancel();
                }
            }),
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Run(Data(), cancellation: source.Token));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void Run_LabelsMissing_SaysHowMany()
    {
        Torch.Need();
        using var network = nn.Linear(2, 2);
        var data = Data() with { Labels = zeros(3, dtype: ScalarType.Int64) };
        Assert.Contains(
            "3 labels",
            Assert.Throws<CompressionException>(() => new Trainer(network, new TrainingOptions()).Run(data, cancellation: TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Inputs of zero leave the penalty as the only gradient of the weights, and Adam's first step has the length of the learning rate.</summary>
    [Fact]
    public void WeightDecay_PullsTowardsZero()
    {
        Torch.Need();
        using var network = Networks.Layer(new float[,] { { 1, -1 }, { 2, -2 } });
        var data = new TrainingSet(zeros(4, 2), zeros(4, dtype: ScalarType.Int64));
        var options = new TrainingOptions { Batch = 4, LearningRate = 0.5, WeightDecay = 0.1 };
        new Trainer(network, options).Run(data, cancellation: TestContext.Current.CancellationToken);
        Networks.Near([0.5f, -0.5f, 1.5f, -1.5f], Networks.Values(network.weight), 1e-4f);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(network, options with { WeightDecay = -1 }));
    }

    [Fact]
    public void Error_CountsWrongSamples()
    {
        Torch.Need();
        using var network = nn.Identity();
        var data = new TrainingSet(tensor(new float[,] { { 1, 0 }, { 0, 1 }, { 1, 0 }, { 1, 0 } }), tensor(new long[] { 0, 0, 0, 1 }));
        Assert.Equal(50, data.Error(network, batch: 3));
    }

    private static float[] Train(int seed)
    {
        Torch.Need();
        using var network = nn.Linear(2, 2);
        new Trainer(network, new TrainingOptions { Batch = 2, Epochs = 2, Seed = seed }).Run(Data(), cancellation: TestContext.Current.CancellationToken);
        return Networks.Values(network.weight);
    }

    private static TrainingSet Data() => new(
        tensor(new float[,] { { 1, 0 }, { 0, 1 }, { 1, 0.5f }, { 0.2f, 1 }, { 2, 0 }, { 0, 3 }, { 1, 0.1f }, { 0.1f, 1 } }),
        tensor(new long[] { 0, 1, 0, 1, 0, 1, 0, 1 }));

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
