using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compression.Export;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Schedules;
using Whittle.Compression.Pruning.Shapes;
using Whittle.Compression.Sharing;
using Whittle.Compression.Tests.Export;
using Whittle.Compression.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Chain;

/// <summary>LeNet-300-100 on drawn digits, through every stage to a file.</summary>
public class DeepCompressionTests
{
    [Fact]
    public void LeNet300_TrainPruneShareExport()
    {
        Torch.Need();
        var (training, test) = (DigitData.Create(1, 8_000), DigitData.Create(2, 1_000));
        using var network = Create();
        new Trainer(network, new TrainingOptions { Epochs = 5 }).Run(training, cancellation: TestContext.Current.CancellationToken);
        var dense = test.Error(network);

        var options = new TrainingOptions { Epochs = 5, LearningRate = 1.5e-3, FinalLearningRate = 3e-4 };
        var trainer = new Trainer(network, options);
        var pruner = new Pruner(new LampCriterion(), new SingleWeights(), new GlobalShare(0.06));
        var gradual = new GradualPruning(network, pruner, new Cubic(0.7), trainer.StepsFor(training), interval: 20);
        trainer.Run(training, [gradual], TestContext.Current.CancellationToken);
        Assert.Equal(0.06, gradual.Masks.Kept, 0.001);
        var pruned = test.Error(network);

        var shared = SharedWeights.Create(network, new SharingOptions { Size = 16 });
        new Trainer(network, new TrainingOptions { Epochs = 1, LearningRate = 3e-4 }).Run(training, [shared], TestContext.Current.CancellationToken);
        var error = test.Error(network);
        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant($"dense {dense:0.00} %, pruned {pruned:0.00} %, shared {error:0.00} %"));
        Assert.InRange(error, 0, 3);
        Assert.All(WeightLayer.Of(network), layer => Assert.InRange(layer.Weight.unique().output.numel(), 2, 17));
        Assert.InRange(Ratio(shared), 30, 1000);
        CheckFile(network, shared, test);
    }

    // 4-bit codes and 5-bit gaps per kept weight, before any entropy coding; a gap beyond 32 needs fillers, counted as kept weights.
    private static double Ratio(SharedWeights shared)
    {
        var (original, stored) = (0.0, 0.0);
        foreach (var codebook in shared.Codebooks)
        {
            var (entries, last) = (0L, -1);
            var codes = codebook.Codes();
            for (var i = 0; i < codes.Length; i++)
            {
                if (codes[i] != 0)
                {
                    entries += 1 + ((i - last - 1) / 32);
                    last = i;
                }
            }

            original += 32.0 * (codes.Length + codebook.Layer.Bias!.numel());
            stored += (9.0 * entries) + (32.0 * (codebook.Values.numel() + codebook.Layer.Bias!.numel()));
        }

        return original / stored;
    }

    private static void CheckFile(Sequential network, SharedWeights shared, TrainingSet test)
    {
        var file = OnnxExport.Write(network, new ExportOptions { InputShape = [1, 784], Weights = WeightForm.Of(shared) });
        for (var i = 0; i < 20; i++)
        {
            using var sample = test.Inputs.narrow(0, i, 1);
            Networks.Near(Networks.Values(network.call(sample)), OnnxFile.Run(file, sample), 1e-3f);
        }
    }

    private static Sequential Create() =>
        Sequential(("fc1", Linear(784, 300)), ("r1", ReLU()), ("fc2", Linear(300, 100)), ("r2", ReLU()), ("fc3", Linear(100, 10)));
}
