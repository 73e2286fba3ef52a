using Whittle.Compiler.Settings;
using Whittle.Compiler.Tests.Compress;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.Budgets;

public class BudgetTests
{
    private static readonly ModelFigures s_figures = ModelFigures.Of(Networks.Convolution());

    [Fact]
    public void Exactly_IsWithin() => Assert.Empty(Compressed.Plan(
        Networks.Convolution(),
        CompressionOptions.None,
        new BudgetOptions { Bytes = s_figures.Bytes, Macs = s_figures.Macs, Microseconds = s_figures.Nanoseconds / 1000d }).Excesses);

    [Fact]
    public void OneBelow_IsThreeExcesses()
    {
        var plan = Compressed.Plan(
            Networks.Convolution(),
            CompressionOptions.None,
            new BudgetOptions { Bytes = s_figures.Bytes - 1, Macs = s_figures.Macs - 1, Microseconds = (s_figures.Nanoseconds - 1) / 1000d });

        Assert.Equal(["WHT3001", "WHT3002", "WHT3003"], plan.Excesses.Select(excess => excess.Id));
        Assert.Empty(plan.Errors);
        Assert.Contains("Most of it: 'n0' ", plan.Excesses[0].Cause, StringComparison.Ordinal);
        Assert.Contains("Quantize=\"int8\"", plan.Excesses[0].Cure, StringComparison.Ordinal);
        Assert.Contains("By estimate", plan.Excesses[2].Cause, StringComparison.Ordinal);
        Assert.Contains("AMD Zen 5", plan.Excesses[2].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void OfQuantizedModel_TheCureIsAnother()
    {
        var plan = Compressed.Plan(Networks.Convolution(), new CompressionOptions { WeightBits = 8 }, new BudgetOptions { Bytes = 10 });

        Assert.DoesNotContain("Set Quantize", Assert.Single(plan.Excesses).Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_IsTheLayersAndMore()
    {
        var plan = Compressed.Plan(Networks.Convolution(), CompressionOptions.None);

        Assert.All(plan.Layers, layer => Assert.True(layer.Nanoseconds > 0));
        Assert.True(plan.Estimate!.Nanoseconds > plan.Layers.Sum(layer => layer.Nanoseconds));
    }

    private sealed record ModelFigures(long Bytes, long Macs, long Nanoseconds)
    {
        public static ModelFigures Of(TestModel model)
        {
            var plan = Compressed.Plan(model, CompressionOptions.None);
            return new ModelFigures(plan.WeightsBytes, plan.Layers.Sum(layer => layer.Macs), plan.Estimate!.Nanoseconds);
        }
    }
}
