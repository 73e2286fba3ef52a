using TorchSharp;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;
using Whittle.Compression.Quantization;
using Whittle.Compression.Recipes;
using Whittle.Compression.Recipes.Stages;
using Whittle.Compression.Sharing;
using Whittle.Compression.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Recipes;

/// <summary>A network of 6 → 16 → 3 with dropout, 64 samples, and stages of every kind that take a moment.</summary>
internal static class SmallRun
{
    public static TrainingSet Data(int seed = 5)
    {
        random.manual_seed(seed);
        var inputs = randn(64, 6);
        return new TrainingSet(inputs, inputs.narrow(1, 0, 3).argmax(1));
    }

    public static Module<Tensor, Tensor> Network() => Sequential(("a", Linear(6, 16)), ("relu", ReLU()), ("drop", Dropout(0.2)), ("b", Linear(16, 3)));

    public static TrainingOptions Training(int epochs = 2) => new() { Epochs = epochs, Batch = 16, LearningRate = 1e-2 };

    public static TrainStage Train(string name = "train") => new() { Name = name, Training = Training() };

    public static PruneStage Prune(double share = 0.5) => new()
    {
        Name = "prune",
        Training = Training(3),
        Interval = 3,
        Pruner = _ => new Pruner(new LampCriterion(), new SingleWeights(), new GlobalShare(share)),
    };

    public static ShareStage Share() => new() { Name = "share", Training = Training(), Sharing = new SharingOptions { Size = 4, BiasSize = 3 } };

    public static QuantizeStage Quantize() =>
        new() { Name = "quantize", Training = Training(), Weights = new QuantizationOptions { Scheme = WeightScheme.Int4 } };

    public static DistilStage Distil() => new()
    {
        Name = "distil",
        Training = Training(1),
        Teacher = () =>
        {
            random.manual_seed(3);
            return Linear(6, 3);
        },
        Enlarge = data => new TrainingSet(cat([data.Inputs, data.Inputs + (randn_like(data.Inputs) * 0.01)]), data.Labels.repeat(2)),
    };

    public static CompressionRecipe Recipe(params CompressionStage[] stages) => new() { Name = "small", Seed = 7, Stages = stages };

    public static CompressionRun Run(CompressionRecipe recipe, string? folder = null, Action<RecipeProgress>? progress = null) =>
        new(Network, recipe, Data(), Data(6)) { Checkpoints = folder, Progress = progress is null ? null : new Listener(progress) };

    public static float[] Values(CompressionState state) => [.. state.Network.parameters().SelectMany(parameter => Networks.Values(parameter))];

    private sealed class Listener(Action<RecipeProgress> listen) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value) => listen(value);
    }
}
