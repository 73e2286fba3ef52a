using DigitDrawing;
using DigitTraining;

namespace Whittle.Samples.Tests;

public class TrainerTests
{
    [Fact]
    public void Run_Twice_LearnsTheSame()
    {
        var (first, losses) = Train();
        var (second, _) = Train();
        Assert.True(losses[1] < losses[0] / 2, $"{losses[0]} → {losses[1]}");
        for (var i = 0; i < first.Layers.Count; i++)
        {
            Assert.Equal(first.Layers[i].Parameters.Weights, second.Layers[i].Parameters.Weights);
            Assert.Equal(first.Layers[i].Parameters.Bias, second.Layers[i].Parameters.Bias);
        }
    }

    private static (Network Network, List<float> Losses) Train()
    {
        var network = LeNet.Create();
        var losses = new List<float>();
        var settings = new TrainingSettings { Seed = 1, Epochs = 2, BatchSize = 32 };
        new Trainer(network, DigitSet.Create(seed: 1, count: 1000), settings).Run((_, loss) => losses.Add(loss));
        return (network, losses);
    }
}
