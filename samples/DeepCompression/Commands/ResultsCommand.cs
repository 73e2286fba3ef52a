using DeepCompression.Data;
using DeepCompression.Recipes;
using DeepCompression.Results;
using Spectre.Console;
using Whittle.Compression.Recipes;

namespace DeepCompression.Commands;

/// <summary>All recipes on MNIST, then one look at the test images, then the page.</summary>
internal static class ResultsCommand
{
    public static int Run(Job job, string page, string? only)
    {
        var images = Mnist.Load(job.Data ?? throw new SampleException("The results are those on MNIST: give its folder with --data."));
        var teacher = job.Run(NetRecipes.Teacher(NetSettings.LeNet5, job.Seed), images, NetSettings.LeNet5.Create);
        NetSettings[] nets = [.. new[] { NetSettings.LeNet300, NetSettings.LeNet5 }.Where(net => only is null || net.Name == only)];
        var finished = nets.Select(net => NetRuns.Run(job, net, images, teacher)).ToList();
        if (only is not null)
        {
            return 0;
        }

        var results = finished.ConvertAll(runs => NetResults.Measure(runs, images));
        var teacherErrors = (Validation: teacher.Result.State.Error(), Test: teacher.Result.State.Error(images.Test));
        File.WriteAllText(page, ResultsPage.Write(results, teacherErrors, job.Seed));
        job.Console.MarkupLineInterpolated($"{page} is written.");
        return 0;
    }
}
