using TorchSharp.Modules;
using Whittle.Compression.Pruning.Units;
using Whittle.Compression.Recipes;
using Whittle.Compression.Recipes.Stages;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Recipes;

/// <summary>A run that was broken off goes on with the bits of one that was not.</summary>
public class ResumeTests
{
    private static readonly CompressionRecipe _all = SmallRun.Recipe(
        SmallRun.Train(), SmallRun.Distil(), SmallRun.Prune(), SmallRun.Train("tune"), SmallRun.Share(), SmallRun.Train("tune shared"), SmallRun.Quantize());

    // 4 steps an epoch, 8 once the data are doubled: within and between epochs of every stage.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(29)]
    [InlineData(50)]
    [InlineData(66)]
    [InlineData(82)]
    [InlineData(100)]
    public void Cancelled_Resumed_SameBits(int steps)
    {
        Torch.Need();
        var expected = SmallRun.Run(_all).Run(TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        Break(folder.Path, steps);
        var actual = SmallRun.Run(_all, folder.Path).Run(TestContext.Current.CancellationToken);
        Assert.Equal(SmallRun.Values(expected.State), SmallRun.Values(actual.State));
        Assert.Equal(expected.Report.Stages, actual.Report.Stages);
        Assert.Equal(expected.Report.Layers, actual.Report.Layers);
    }

    [Fact]
    public void BrokenOffTwiceInOneStage_SameBits()
    {
        Torch.Need();
        using var folder = new TemporaryFolder();
        Break(folder.Path, 30);
        Break(folder.Path, 10);
        var actual = SmallRun.Run(_all, folder.Path).Run(TestContext.Current.CancellationToken);
        Assert.Equal(SmallRun.Values(SmallRun.Run(_all).Run(TestContext.Current.CancellationToken).State), SmallRun.Values(actual.State));
    }

    [Fact]
    public void StagesThatCutAndFold_SameBits()
    {
        Torch.Need();
        var recipe = SmallRun.Recipe(
            SmallRun.Train(),
            new FoldBatchNormStage { Name = "fold" },
            new PruneUnitsStage { Name = "cut", Criterion = _ => new UnitNorm(), Share = 0.5 },
            SmallRun.Prune(),
            SmallRun.Quantize() with { Training = null, Budget = 100 });
        using var folder = new TemporaryFolder();
        var steps = 0;
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Run(recipe, folder.Path, _ => CancelAt(source, ++steps, 22)).Run(source.Token));
        var expected = Run(recipe, null, null).Run(TestContext.Current.CancellationToken);
        var actual = Run(recipe, folder.Path, null).Run(TestContext.Current.CancellationToken);
        Assert.Equal(8, ((Linear)((Sequential)actual.State.Network).children().First()).out_features);
        Assert.Equal(SmallRun.Values(expected.State), SmallRun.Values(actual.State));

        // Once more, when everything is done.
        Assert.Equal(SmallRun.Values(expected.State), SmallRun.Values(Run(recipe, folder.Path, null).Run(TestContext.Current.CancellationToken).State));
    }

    [Fact]
    public void After_GivesTheStateOfThatStage()
    {
        Torch.Need();
        using var folder = new TemporaryFolder();
        var run = SmallRun.Run(_all, folder.Path);
        var report = run.Run(TestContext.Current.CancellationToken).Report;
        Assert.All(report.Stages, stage => Assert.Equal(stage.Error, run.After(stage.Name).Error()));
        Assert.All(report.Stages, stage => Assert.Equal(stage.Kept, run.After(stage.Name).Kept));
        Assert.Equal(["a", "b"], run.After("share").Forms.Keys);
        Assert.Empty(run.After("tune").Forms);
    }

    [Fact]
    public void OtherSeed_OtherBits()
    {
        Torch.Need();
        Assert.NotEqual(
            SmallRun.Values(SmallRun.Run(_all).Run(TestContext.Current.CancellationToken).State),
            SmallRun.Values(SmallRun.Run(_all with { Seed = 8 }).Run(TestContext.Current.CancellationToken).State));
    }

    [Fact]
    public void OtherRecipe_IsRefused()
    {
        Torch.Need();
        using var folder = new TemporaryFolder();
        SmallRun.Run(SmallRun.Recipe(SmallRun.Train()), folder.Path).Run(TestContext.Current.CancellationToken);
        var error = Assert.Throws<CompressionException>(
            () => SmallRun.Run(SmallRun.Recipe(SmallRun.Prune()), folder.Path).Run(TestContext.Current.CancellationToken));
        Assert.Contains("TrainStage 'train', 2 epochs", error.Message, StringComparison.Ordinal);
        Assert.Throws<CompressionException>(
            () => SmallRun.Run(SmallRun.Recipe(SmallRun.Train()) with { Seed = 8 }, folder.Path).Run(TestContext.Current.CancellationToken));

        // More stages behind those that are done are no other recipe.
        Assert.Equal(
            2, SmallRun.Run(SmallRun.Recipe(SmallRun.Train(), SmallRun.Prune()), folder.Path).Run(TestContext.Current.CancellationToken).Report.Stages.Count);
    }

    [Fact]
    public void LossIsNotANumber_KeepsTheLastGoodCheckpoint()
    {
        Torch.Need();
        using var folder = new TemporaryFolder();
        var calls = 0;

        // The sixth batch of the second stage, which is in its second epoch.
        var bad = SmallRun.Train("tune") with { Training = SmallRun.Training(3) with { Augment = inputs => ++calls == 6 ? inputs * float.NaN : inputs } };
        var good = bad with { Training = SmallRun.Training(3) };
        var run = SmallRun.Run(SmallRun.Recipe(SmallRun.Train(), bad), folder.Path);
        Assert.Contains("step 6", Assert.Throws<CompressionException>(() => run.Run(TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "stage-02.epoch.safetensors")));

        var steps = new List<int>();
        var repaired = SmallRun.Run(SmallRun.Recipe(SmallRun.Train(), good), folder.Path, progress => steps.Add(progress.Step)).Run(
            TestContext.Current.CancellationToken);
        Assert.Equal(5, steps.First(step => step > 0));
        Assert.Equal(
            SmallRun.Values(SmallRun.Run(SmallRun.Recipe(SmallRun.Train(), good)).Run(TestContext.Current.CancellationToken).State),
            SmallRun.Values(repaired.State));
    }

    private static CompressionRun Run(CompressionRecipe recipe, string? folder, Action<RecipeProgress>? progress) =>
        new(NetworkWithNorm, recipe, SmallRun.Data(), SmallRun.Data(6)) { Checkpoints = folder, Progress = progress is null ? null : new Progress(progress) };

    private static Sequential NetworkWithNorm() =>
        nn.Sequential(("a", nn.Linear(6, 16)), ("norm", nn.BatchNorm1d(16)), ("relu", nn.ReLU()), ("b", nn.Linear(16, 3)));

    private static void Break(string folder, int atStep)
    {
        using var source = new CancellationTokenSource();
        var steps = 0;
        var run = SmallRun.Run(_all, folder, progress => CancelAt(source, progress.Step > 0 ? ++steps : steps, atStep));
        Assert.Throws<OperationCanceledException>(() => run.Run(source.Token));
    }

    private static void CancelAt(CancellationTokenSource source, int step, int atStep)
    {
        if (step == atStep)
        {
            source.Cancel();
        }
    }

    private sealed class Progress(Action<RecipeProgress> listen) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value) => listen(value);
    }
}
