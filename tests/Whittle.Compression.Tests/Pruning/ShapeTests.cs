using TorchSharp;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;

namespace Whittle.Compression.Tests.Pruning;

public class ShapeTests
{
    [Fact]
    public void SingleWeights_HalfShare_KeepsTheLargest() =>
        Assert.Equal([0, 4, -3, 0], Prune(new SingleWeights(), 0.5, new float[,] { { 1, 4 }, { -3, 2 } }));

    [Fact]
    public void SingleWeights_Ties_CountIsExact() =>
        Assert.Equal([1, 1, 0, 0], Prune(new SingleWeights(), 0.5, new float[,] { { 1, 1 }, { 1, 1 } }));

    [Fact]
    public void NOfM_TwoOfFour_EachGroupKeepsItsBest() =>
        Assert.Equal([0, 2, 3, 0, -9, 0, 0, 8], Prune(new NOfM(2, 4), 1, new float[,] { { 1, 2, 3, 0 }, { -9, 7, 6, 8 } }));

    /// <summary>The amount may ask for less than the shape allows: of the four candidates the best half.</summary>
    [Fact]
    public void NOfM_SmallerShare_KeepsFewer() =>
        Assert.Equal([0, 0, 0, 0, -9, 0, 0, 8], Prune(new NOfM(2, 4), 0.25, new float[,] { { 1, 2, 3, 0 }, { -9, 7, 6, 8 } }));

    [Fact]
    public void NOfM_Ties_NeverMoreThanN() =>
        Assert.Equal(2, Prune(new NOfM(2, 4), 1, new float[,] { { 5, 5, 5, 5 } }).Count(value => value != 0));

    [Fact]
    public void NOfM_InputsDoNotDivide_NamesTheLayer()
    {
        var error = Assert.Throws<CompressionException>(() => Prune(new NOfM(2, 4), 1, new float[,] { { 1, 2, 3 } }));
        Assert.Contains("3 inputs", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Blocks of 2×2 over 3×3; means 2, 3 (two weights), 1 (two weights) and 9 (one).</summary>
    [Fact]
    public void Blocks_EdgesCountTheirOwnWeights() =>
        Assert.Equal([0, 0, 3, 0, 0, 3, 0, 0, 9], Prune(new Blocks(2, 2), 0.5, new float[,] { { 1, 3, 3 }, { 2, 2, 3 }, { 1, 1, 9 } }));

    [Fact]
    public void Blocks_Default_Is16By4()
    {
        Torch.Need();
        using var scores = torch.ones(32, 8);
        Assert.Equal([4L], new Blocks().Group(scores, "").Scores.shape);
        Assert.Equal([32L, 8], new Blocks().Group(scores, "").Expand(torch.ones(4)).shape);
    }

    [Fact]
    public void WholeOutputs_RowsGoTogether() =>
        Assert.Equal([0, 0, 4, 0], Prune(new WholeOutputs(), 0.5, new float[,] { { 1, 2 }, { 4, 0 } }));

    private static float[] Prune(PruningShape shape, double share, float[,] weights)
    {
        Torch.Need();
        using var layer = Networks.Layer(weights);
        new Pruner(new MagnitudeCriterion(), shape, new LayerShare(share)).Prune(layer);
        return Networks.Values(layer.weight);
    }
}
