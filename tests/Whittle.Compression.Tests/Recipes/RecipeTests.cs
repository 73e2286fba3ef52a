using TorchSharp;
using Whittle.Compression.Pruning;
using Whittle.Compression.Pruning.Amounts;
using Whittle.Compression.Pruning.Criteria;
using Whittle.Compression.Pruning.Shapes;
using Whittle.Compression.Pruning.Units;
using Whittle.Compression.Quantization;
using Whittle.Compression.Recipes;
using Whittle.Compression.Recipes.Sizes;
using Whittle.Compression.Recipes.Stages;
using Whittle.Compression.Sharing;
using Whittle.Compression.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Recipes;

public class RecipeTests
{
    public static TheoryData<string> Orders => ["t p s", "t p q", "t s p", "q t s", "d p s", "p d q", "s q", "t d p s q p", "q s"];

    /// <summary>Whatever came before, the last stage's form is the one that the weights have.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public void AnyOrder_TheLastFormHolds(string order)
    {
        Torch.Need();
        var letters = order.Split(' ');
        var recipe = SmallRun.Recipe([.. letters.Select((letter, i) => Stage(letter) with { Name = $"{i} {letter}" })]);
        var result = SmallRun.Run(recipe).Run(TestContext.Current.CancellationToken);
        Assert.Equal(letters.Length, result.Report.Stages.Count);
        Assert.All(result.Report.Stages, stage => Assert.InRange(stage.Error, 0, 100));
        Assert.All(result.Report.Layers, layer => Assert.True(HasForm(layer.Codebook, layer.Kept, letters[^1]), $"{layer}"));

        // What was pruned stays zero in shared values and integers.
        var pruned = Array.IndexOf(letters, "p");
        Assert.All(result.Report.Stages.Skip(pruned < 0 ? letters.Length : pruned), stage => Assert.InRange(stage.Kept, 0, 0.5));
    }

    [Fact]
    public void Progress_CountsStagesAndSteps()
    {
        Torch.Need();
        var seen = new List<RecipeProgress>();
        var recipe = SmallRun.Recipe(SmallRun.Train(), SmallRun.Prune(), SmallRun.Quantize() with { Training = null });
        var report = SmallRun.Run(recipe, progress: seen.Add).Run(TestContext.Current.CancellationToken).Report;
        Assert.All(seen, progress => Assert.Equal(3, progress.StageCount));
        Assert.Equal([.. Enumerable.Range(0, 9), 8], seen.Where(progress => progress.StageIndex == 0).Select(progress => progress.Step));
        Assert.Equal([8, 12, 0], seen.GroupBy(progress => progress.StageIndex).Select(group => group.Last().Steps));
        Assert.True(double.IsNaN(seen[3].Error));
        Assert.InRange(seen[5].Error, 0, 100);
        Assert.Equal(0, seen[5].Bytes);
        Assert.Equal(report.Stages[0].Bytes, seen.First(progress => progress.StageIndex == 1).Bytes);
        Assert.Equal(report.Stages.Select(stage => stage.Error), seen.GroupBy(progress => progress.StageIndex).Select(group => group.Last().Error));
        Assert.Equal(report.Stages[1].Kept, seen[^3].Kept);
    }

    /// <summary>6·16 + 16 and 16·3 + 3 numbers of four bytes; half of the 144 weights stay.</summary>
    [Fact]
    public void Report_SaysWhatEachLayerHas()
    {
        Torch.Need();
        var report = SmallRun.Run(SmallRun.Recipe(SmallRun.Train(), SmallRun.Prune(), SmallRun.Share())).Run(TestContext.Current.CancellationToken).Report;
        Assert.Equal([448L, 204L], report.Layers.Select(layer => layer.BytesBefore));
        Assert.Equal([96L, 48L], report.Layers.Select(layer => layer.Weights));
        Assert.Equal(72, report.Layers.Sum(layer => layer.Kept * layer.Weights), 1e-9);
        Assert.All(report.Layers, layer => Assert.InRange(layer.Codebook, 3, 4));
        Assert.All(report.Layers, layer => Assert.Equal(2, layer.Bits));
        Assert.Equal(report.Stages[^1].Bytes, report.Layers.Sum(layer => layer.BytesAfter));
        Assert.Equal([652L], report.Stages.Take(1).Select(stage => stage.Bytes));
        Assert.Equal("bytes (estimate)", report.SizeDescription);
    }

    /// <summary>
    /// Weights of 64 with two nonzero values at 0 and 40: two codes of one bit and gaps of 0 and 39, so two entries of 6 + 1 bits or five of 3 + 1, beside 64
    /// bits of codebook: 78 bits at six, against 84 at three; no codebook but sparse floats: 2 · (32 + 6) = 76 bits, which is least: 10 bytes. The bias is one
    /// float.
    /// </summary>
    [Fact]
    public void EstimatedSize_ByHand()
    {
        Torch.Need();
        var layer = Linear(64, 1);
        using (no_grad())
        {
            layer.weight.zero_();
            layer.weight[0, 0] = 1;
            layer.weight[0, 40] = 2;
            layer.bias![0] = 1;
        }

        var state = new CompressionState(Sequential(("x", layer)), SmallRun.Data(), SmallRun.Data());
        var size = new EstimatedSize().Measure(state);
        Assert.Equal(14, size.Bytes);
        Assert.Equal(14, size.Layers["x"]);
    }

    [Fact]
    public void Search_FindsBitsWithinTheBudget()
    {
        Torch.Need();
        var recipe = SmallRun.Recipe(
            SmallRun.Train(), SmallRun.Quantize() with { Training = null, Budget = 100, Candidates = [WeightScheme.Int8, WeightScheme.Ternary] });
        var report = SmallRun.Run(recipe).Run(TestContext.Current.CancellationToken).Report;
        Assert.All(report.Layers, layer => Assert.Equal(2, layer.Bits));
    }

    [Fact]
    public void Mistakes_AreNamed()
    {
        Torch.Need();
        Names("no stages", SmallRun.Recipe());
        Names("'train'", SmallRun.Recipe(SmallRun.Train(), SmallRun.Train()));
        Names("[1, 4]", SmallRun.Recipe(SmallRun.Distil() with { Teacher = () => Linear(6, 4) }));
        Names(
            "without any weight",
            SmallRun.Recipe(SmallRun.Prune() with { Pruner = _ => new Pruner(new MagnitudeCriterion(), new SingleWeights(), new ScoreThreshold(99)) }));
        Names("not 0", SmallRun.Recipe(SmallRun.Share() with { Sharing = new SharingOptions { Size = 0 } }));
        Names("no checkpoint", () => SmallRun.Run(SmallRun.Recipe(SmallRun.Train())).After("train"));
        Names("no Linear", () => new CompressionRun(() => Sequential(ReLU()), SmallRun.Recipe(SmallRun.Share()), SmallRun.Data(), SmallRun.Data()).Run());
        Names("'cut' cuts", () => new CompressionRun(
            () => Linear(6, 3),
            SmallRun.Recipe(new PruneUnitsStage { Name = "cut", Share = 0.5, Criterion = _ => new UnitNorm() }),
            SmallRun.Data(),
            SmallRun.Data()).Run());
        Names(
            "0 inputs",
            () => new CompressionRun(SmallRun.Network, SmallRun.Recipe(SmallRun.Train()), SmallRun.Data(), new TrainingSet(zeros(0, 6), zeros(0))).Run());
    }

    private static void Names(string part, CompressionRecipe recipe) => Names(part, () => SmallRun.Run(recipe).Run());

    private static void Names(string part, Action act) => Assert.Contains(part, Assert.Throws<CompressionException>(act).Message, StringComparison.Ordinal);

    private static CompressionStage Stage(string letter) => letter switch
    {
        "t" => SmallRun.Train(),
        "p" => SmallRun.Prune(),
        "s" => SmallRun.Share(),
        "q" => SmallRun.Quantize(),
        _ => SmallRun.Distil(),
    };

    private static bool HasForm(int codebook, double kept, string letter) => letter switch
    {
        "p" => kept < 1,
        "s" => codebook is > 0 and <= 4,
        _ => codebook > 0,
    };
}
