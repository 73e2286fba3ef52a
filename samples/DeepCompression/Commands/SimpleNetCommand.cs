using System.Globalization;
using DeepCompression.Data;
using DeepCompression.Measuring;
using DeepCompression.Models;
using DeepCompression.Output;
using Spectre.Console;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;
using Whittle.Compression.Recipes;
using Whittle.Compression.Recipes.Stages;
using Whittle.Compression.Training;

namespace DeepCompression.Commands;

/// <summary>Four layers on colored digits: in from torch, every weight up to a threshold removed, and out again as ONNX.</summary>
internal static class SimpleNetCommand
{
    public static void Run(Job job)
    {
        var images = DrawnImages.Colored(job.Seed, job.IsQuick ? Math.Min(job.Images, 500) : Math.Min(job.Images, 6_000));
        var epochs = job.IsQuick ? 1 : 3;
        var recipe = new CompressionRecipe
        {
            Name = "simplenet",
            Seed = job.Seed,
            Stages =
            [
                new TrainStage { Name = "dense", Training = new TrainingOptions { Epochs = epochs, Batch = 64 } },
                new PruneStage { Name = "prune", Pruner = _ => new Pruner(new MagnitudeCriterion(), new SingleWeights(), new ScoreThreshold(job.Threshold)) },
                new TrainStage { Name = "tune", Training = new TrainingOptions { Epochs = epochs, Batch = 64 } },
            ],
        };
        var finished = job.Run(recipe, images, Networks.SimpleNet);
        var (state, report) = finished.Result;
        var original = 4 * state.Network.parameters().Sum(parameter => parameter.numel());
        job.Console.Write(ReportTables.Stages(report.Stages.Select(stage => (recipe.Name, stage)), report.SizeDescription, original));
        job.Console.Write(ReportTables.Layers(report.Layers));
        var file = Path.Combine(job.Output, "simplenet.onnx");
        File.WriteAllBytes(file, NetworkFile.Write(state));
        job.Console.MarkupLineInterpolated(
            $"simplenet: {state.Error(images.Test).ToString("0.00", CultureInfo.InvariantCulture)} % wrong of {images.Test.Count} test images; written to {file}");
    }
}
