using System.Globalization;
using DeepCompression.Data;
using DeepCompression.Measuring;
using DeepCompression.Output;
using DeepCompression.Recipes;
using Spectre.Console;
using Whittle.Compression.Quantization;
using Whittle.Compression.Recipes;

namespace DeepCompression.Commands;

/// <summary>Compresses the networks that are asked for; the last line is the speed of the compressed LeNet-300-100.</summary>
internal static class CompressCommand
{
    public static int Run(Job job, string net)
    {
        Directory.CreateDirectory(job.Output);
        if (net is "simplenet" or "all")
        {
            SimpleNetCommand.Run(job);
        }

        if (net == "simplenet")
        {
            return 0;
        }

        var images = job.Data is { } folder ? Mnist.Load(folder) : DrawnImages.Gray(job.Seed, job.Images);
        job.Console.MarkupLineInterpolated(
            $"{images.Source}: {images.Training.Count} images to learn, {images.Validation.Count} to choose by, {images.Test.Count} to test");
        var teacher = job.Run(NetRecipes.Teacher(Adapt(NetSettings.LeNet5, job), job.Seed), images, NetSettings.LeNet5.Create);
        SpeedRatio? speed = null;
        foreach (var settings in new[] { NetSettings.LeNet5, NetSettings.LeNet300 }.Where(settings => net == "all" || net == settings.Name))
        {
            speed = Compress(job, Adapt(settings, job), images, teacher);
        }

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{speed!.Generated:0} ns a prediction, ONNX Runtime on the dense original {speed.Runtime:0} ns: {speed.Ratio:0.0}× as fast");
        // Not through the console, which breaks lines at its width.
        Console.WriteLine($"generated class of the compressed {(net == "lenet-5" ? net : NetSettings.LeNet300.Name)}: {text}");
        return 0;
    }

    private static NetSettings Adapt(NetSettings settings, Job job) => job.IsQuick ? settings.Quick : job.Data is null ? settings.ForDrawings : settings;

    private static SpeedRatio Compress(Job job, NetSettings net, ImageSplits images, FinishedRun teacher)
    {
        var dense = job.Run(NetRecipes.Dense(net, job.Seed), images, net.Create);
        var small = job.Run(
            NetRecipes.Smallest(net, job.Seed, () => teacher.Run.After("teacher").Network), images, () => dense.Run.After("dense").Network);
        var eight = job.Run(
            NetRecipes.Quantized(net, job.Seed, "int8, trained", new QuantizationOptions(), net.QuantizeEpochs),
            images,
            () => dense.Run.After("dense").Network);
        FinishedRun[] runs = [dense, small, eight];
        var original = 4 * dense.Result.State.Network.parameters().Sum(parameter => parameter.numel());
        job.Console.Write(ReportTables.Stages(
            runs.SelectMany(run => run.Result.Report.Stages.Select(stage => (run.Recipe.Name, stage))), small.Result.Report.SizeDescription, original));
        job.Console.Write(ReportTables.Layers(small.Result.Report.Layers));
        foreach (var run in runs)
        {
            var error = run.Result.State.Error(images.Test);
            job.Console.MarkupLineInterpolated(
                $"{run.Recipe.Name}: {error.ToString("0.00", CultureInfo.InvariantCulture)} % wrong of {images.Test.Count} test images");
        }

        Draw(job, net, dense, small);
        var (compressed, floats) = (NetworkFile.Write(small.Result.State), NetworkFile.Write(dense.Result.State));
        File.WriteAllBytes(Path.Combine(job.Output, $"{net.Name}.onnx"), compressed);
        File.WriteAllBytes(Path.Combine(job.Output, $"{net.Name}-dense.onnx"), floats);
        File.WriteAllBytes(Path.Combine(job.Output, $"{net.Name}-int8.onnx"), NetworkFile.Write(eight.Result.State));
        return SpeedRatio.Measure(compressed, floats, images.Test.Inputs[0].data<float>().ToArray(), [1, .. images.Test.Inputs.shape[1..]]);
    }

    private static void Draw(Job job, NetSettings net, FinishedRun dense, FinishedRun small)
    {
        var report = small.Result.Report;
        Charts.ErrorAgainstKept(Path.Combine(job.Output, $"{net.Name}-error.png"), $"{net.Name}: error while weights go", [.. dense.Points, .. small.Points]);
        Charts.Weights(Path.Combine(job.Output, $"{net.Name}-weights.png"), $"{net.Name}: weights that are not zero", dense.Result.State, small.Result.State);
        Charts.Bytes(
            Path.Combine(job.Output, $"{net.Name}-bytes.png"),
            $"{net.Name}: size after every stage",
            report.SizeDescription,
            [.. dense.Result.Report.Stages, .. report.Stages]);
    }
}
