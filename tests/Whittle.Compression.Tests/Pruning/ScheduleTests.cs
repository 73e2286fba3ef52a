using TorchSharp;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Schedules;
using Whittle.Compression.Pruning.Shapes;

namespace Whittle.Compression.Tests.Pruning;

public class ScheduleTests
{
    [Fact]
    public void OneShot_NothingIsPending() => Assert.Equal(0, new OneShot().Pending(0));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.4, 0.125)]
    [InlineData(0.8, 0)]
    [InlineData(1, 0)]
    public void Cubic_FallsWithTheThirdPower(double progress, double expected) => Assert.Equal(expected, new Cubic(end: 0.8).Pending(progress), 12);

    [Theory]
    [InlineData(0, 0.75)]
    [InlineData(0.24, 0.75)]
    [InlineData(0.25, 0.5)]
    [InlineData(0.75, 0)]
    [InlineData(1, 0)]
    public void Staged_EqualSteps(double progress, double expected) => Assert.Equal(expected, new Staged(4).Pending(progress), 12);

    /// <summary>Ten weights, 20 % at the end, two stages: 60 % at once, 20 % after half of the steps.</summary>
    [Fact]
    public void Gradual_TwoStages_MasksClose()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 } });
        var pruner = new Pruner(new MagnitudeCriterion(), new SingleWeights(), new LayerShare(0.2));
        var gradual = new GradualPruning(layer, pruner, new Staged(2), steps: 4, interval: 1);
        Assert.Equal(0.6, gradual.Masks.Kept, 12);
        gradual.AfterStep();
        Assert.Equal(0.6, gradual.Masks.Kept, 12);
        gradual.AfterStep();
        Assert.Equal(0.2, gradual.Masks.Kept, 12);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 9, 10], Networks.Values(layer.weight));
    }
}
