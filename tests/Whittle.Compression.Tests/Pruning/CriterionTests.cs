using TorchSharp;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Criteria;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Pruning;

public class CriterionTests
{
    [Fact]
    public void Magnitude_IsTheAbsoluteValue() =>
        Networks.Near([3, 1, 0, 2], Score(new MagnitudeCriterion(), new float[,] { { -3, 1 }, { 0, 2 } }));

    /// <summary>L = Σ y over a batch, so ∂L/∂w is the sum of the input: x₁ = (1, −2) and x₂ = (3, 1) in two batches give |1| + |3| and |−2| + |1|.</summary>
    [Fact]
    public void Gradient_SumsMagnitudesOverBatches()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 2, -5 } });
        Networks.Near([4, 3], Networks.Values(new GradientCriterion(Measure(layer)).Score(WeightLayer.Of(layer))[0]));
    }

    [Fact]
    public void Taylor_IsWeightTimesGradient()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 2, -5 } });
        Networks.Near([8, 15], Networks.Values(new TaylorCriterion(Measure(layer)).Score(WeightLayer.Of(layer))[0]));
    }

    [Fact]
    public void Gradient_NoBatches_SaysSo()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 2, -5 } });
        Assert.Contains("no batch", Assert.Throws<CompressionException>(() => GradientSums.Measure(layer, [])).Message, StringComparison.Ordinal);
    }

    /// <summary>Two bins over [0, 4]: three weights fall into the lower (p = ¾), one into the upper (p = ¼, 2 bits).</summary>
    [Fact]
    public void Information_IsSurprisalTimesMagnitude()
    {
        var common = -MathF.Log2(0.75f);
        Networks.Near([common, 0, common * 0.5f, 8], Score(new InformationCriterion(bins: 2), new float[,] { { 1, 0 }, { -0.5f, -4 } }));
    }

    /// <summary>Squares 1, 4, 9, 16: each over the sum of itself and the larger ones.</summary>
    [Fact]
    public void Lamp_IsTheShareAmongLargerOnes() =>
        Networks.Near([1 / 30f, 1, 9 / 25f, 4 / 29f], Score(new LampCriterion(), new float[,] { { 1, -4 }, { 3, 2 } }));

    [Fact]
    public void Random_SeedDecides()
    {
        var weights = new float[,] { { 1, 1 }, { 1, 1 } };
        Assert.Equal(Score(new RandomCriterion(1), weights), Score(new RandomCriterion(1), weights));
        Assert.NotEqual(Score(new RandomCriterion(1), weights), Score(new RandomCriterion(2), weights));
    }

    private static GradientSums Measure(nn.Module<Tensor, Tensor> layer) => GradientSums.Measure(
        layer,
        [(tensor(new float[,] { { 1, -2 } }), zeros(1)), (tensor(new float[,] { { 3, 1 } }), zeros(1))],
        (output, _) => output.sum());

    private static float[] Score(PruningCriterion criterion, float[,] weights)
    {
        Torch.Need();
        using var layer = Networks.Layer(weights);
        return Networks.Values(criterion.Score(WeightLayer.Of(layer))[0]);
    }
}
