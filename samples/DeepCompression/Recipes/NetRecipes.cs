using DeepCompression.Data;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;
using Whittle.Compression.Quantization;
using Whittle.Compression.Quantization.Calibration;
using Whittle.Compression.Recipes;
using Whittle.Compression.Recipes.Stages;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace DeepCompression.Recipes;

/// <summary>The recipes that the sample runs. All but the first two begin with the plainly trained network.</summary>
internal static class NetRecipes
{
    /// <summary>Plain training: the network that everything is compared with.</summary>
    public static CompressionRecipe Dense(NetSettings net, int seed) => new()
    {
        Name = $"{net.Name}, dense",
        Seed = seed,
        Stages = [new TrainStage { Name = "dense", Training = new TrainingOptions { Epochs = net.DenseEpochs } }],
    };

    /// <summary>A LeNet-5 that sees three of four images rotated, sheared, scaled and shifted.</summary>
    public static CompressionRecipe Teacher(NetSettings net, int seed) => new()
    {
        Name = "teacher",
        Seed = seed,
        Stages = [new TrainStage { Name = "teacher", Training = new TrainingOptions { Epochs = net.TeacherEpochs, Augment = ChangeMost } }],
    };

    /// <summary>Distilled, pruned by LAMP to the fewest weights that hold the error, tuned and shared.</summary>
    public static CompressionRecipe Smallest(NetSettings net, int seed, Func<nn.Module<Tensor, Tensor>> teacher) => new()
    {
        Name = $"{net.Name}, smallest",
        Seed = seed,
        Stages =
        [
            new DistilStage { Name = "distil", Teacher = teacher, Loss = new Teacher(Temperature: 3, Weight: 0.9), Enlarge = data => WithCopies(data, net.Copies) },
            new PruneStage
            {
                Name = "prune",
                Training = new TrainingOptions { Epochs = net.Epochs.Prune, LearningRate = net.PruneRates.From, FinalLearningRate = net.PruneRates.To },
                Pruner = _ => new Pruner(new LampCriterion(), new SingleWeights(), new GlobalShare(net.Keep)),
            },
            new TrainStage { Name = "tune", Training = new TrainingOptions { Epochs = net.Epochs.Tune } },
            new ShareStage { Name = "share", Training = net.Epochs.Share == 0 ? null : new TrainingOptions { Epochs = net.Epochs.Share }, Sharing = net.Sharing },
        ],
    };

    /// <summary>Han et al. 2016, "Deep Compression": magnitudes, a share for each layer, no teacher.</summary>
    public static CompressionRecipe Paper(NetSettings net, int seed) => new()
    {
        Name = $"{net.Name}, paper",
        Seed = seed,
        Stages =
        [
            new PruneStage
            {
                Name = "prune",
                Training = new TrainingOptions { Epochs = net.PaperEpochs.Prune, FinalLearningRate = 3e-4, WeightDecay = net.PaperDecay },
                Pruner = _ => new Pruner(new MagnitudeCriterion(), new SingleWeights(), new LayerShare(1, net.PaperKeep)),
            },
            new TrainStage { Name = "tune", Training = new TrainingOptions { Epochs = net.PaperEpochs.Tune, WeightDecay = net.PaperDecay } },
            new ShareStage { Name = "share", Training = new TrainingOptions { Epochs = net.PaperEpochs.Share }, Sharing = net.PaperSharing },
        ],
    };

    /// <summary>Bytes between layers, by ranges measured before or of each run; weights in a scheme per output; trained unless <paramref name="epochs"/> is
    /// 0.</summary>
    public static CompressionRecipe Quantized(
        NetSettings net, int seed, string name, QuantizationOptions weights, int epochs, double rate = 5e-4, bool isDynamic = false) => new()
    {
        Name = $"{net.Name}, {name}",
        Seed = seed,
        Stages =
        [
            new QuantizeStage
            {
                Name = name,
                Weights = weights,
                Activations = new MinMax(),
                DynamicActivations = isDynamic,
                CalibrationSamples = 2_000,
                Training = epochs == 0 ? null : new TrainingOptions { Epochs = epochs, LearningRate = rate },
            },
        ],
    };

    private static TrainingSet WithCopies(TrainingSet data, int copies)
    {
        const int Part = 5_000;
        using var scope = NewDisposeScope();
        var parts = new List<Tensor> { data.Inputs };
        for (var copy = 0; copy < copies; copy++)
        {
            for (var first = 0L; first < data.Count; first += Part)
            {
                parts.Add(AffineImages.Change(data.Inputs.narrow(0, first, Math.Min(Part, data.Count - first)), strength: 1));
            }
        }

        return new TrainingSet(cat(parts).MoveToOuterDisposeScope(), data.Labels.repeat(copies + 1).MoveToOuterDisposeScope());
    }

    // Interpolation blurs, so some images stay as they are.
    private static Tensor ChangeMost(Tensor images)
    {
        var changed = images.shape[0] * 3 / 4;
        return cat([AffineImages.Change(images.narrow(0, 0, changed), strength: 1.5), images.narrow(0, changed, images.shape[0] - changed)]);
    }
}
