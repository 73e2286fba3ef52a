using Whittle.Analyzers.CodeFixes.Models;
using Whittle.Analyzers.CodeFixes.Settings;
using Whittle.Plan;

namespace Whittle.Analyzers.Tests.Settings;

/// <summary>Fixes that write settings files.</summary>
public class SettingFixTests
{
    private const string File = "Models/net.onnx.whittle";

    private static readonly PlanLayer s_float = Plans.Layer with { WeightType = ElementType.Float32, StoredBytes = 4000, Kernel = "FullyConnectedFloat" };
    private static readonly ModelPlan s_plan = Plans.Of(s_float);

    [Fact]
    public async Task Fix_MakesTheFile()
    {
        var solution = new FixedSolution("class Program { void Run() => Net.Predict(); }", s_plan);
        Assert.True(await solution.Fix(new ModelAnalyzer(), new SettingFix(), "WHT1001"));
        Assert.Equal("Quantize = int8\n", solution.Settings()[File]);
    }

    [Theory]
    [InlineData("# ours\r\nMaxBytes = 9\r\n", "# ours\r\nMaxBytes = 9\r\nQuantize = int8\r\n")]
    [InlineData("MaxBytes = 9", "MaxBytes = 9\nQuantize = int8\n")]
    [InlineData("quantize =  int4  # small\nMaxBytes = 9\n", "quantize =  int8  # small\nMaxBytes = 9\n")]
    public async Task Fix_ExtendsTheFile(string before, string after)
    {
        var solution = new FixedSolution("class Program { void Run() => Net.Predict(); }", s_plan);
        solution.Add("/src/" + File, before);
        Assert.True(await solution.Fix(new ModelAnalyzer(), new SettingFix(), "WHT1001"));
        Assert.Equal(after, solution.Settings()[File]);
    }

    [Fact]
    public async Task FixThatChangesNothing_IsNotOffered()
    {
        var solution = new FixedSolution("class Program { void Run() => Net.Predict(); }", s_plan);
        solution.Add("/src/" + File, "Quantize = int8\n");
        Assert.False(await solution.Fix(new ModelAnalyzer(), new SettingFix(), "WHT1001"));
    }

    [Fact]
    public async Task FixAll_WritesBesideEveryModel()
    {
        var other = s_plan with { Model = "word.onnx", ModelPath = "Models/speech/word.onnx", ClassName = "Word" };
        var solution = new FixedSolution("class Program { void Run() { Net.Predict(); Word.Predict(); } }", s_plan, other);
        Assert.True(await solution.FixAll(new ModelAnalyzer(), new SettingFix(), "WHT1001"));
        Assert.Equal(["Models/net.onnx.whittle", "Models/speech/word.onnx.whittle"], solution.Settings().Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Share = 16\n", "Share = 16\nPrune = fc1=0.65\n")]
    [InlineData("Prune = fc2=0.9\n", "Prune = fc2=0.9;fc1=0.65\n")]
    public async Task Pruning_IsWrittenForTheLayer(string before, string after)
    {
        var solution = new FixedSolution("class Program { void Run() => Net.Predict(); }", Plans.Of(s_float with { NonZeros = 450, StoredBytes = 900 }));
        solution.Add("/src/" + File, before);
        Assert.True(await solution.Fix(new ModelAnalyzer(), new SettingFix(), "WHT1015"));
        Assert.Equal(after, solution.Settings()[File]);
    }

    [Theory]
    [InlineData("Prune = 0.9\n")]
    [InlineData("Prune = fc1=0.8\n")]
    public async Task PruningThatIsThere_Stays(string settings)
    {
        var solution = new FixedSolution("class Program { void Run() => Net.Predict(); }", Plans.Of(s_float with { NonZeros = 450, StoredBytes = 900 }));
        solution.Add("/src/" + File, settings);
        Assert.False(await solution.Fix(new ModelAnalyzer(), new SettingFix(), "WHT1015"));
    }

    [Fact]
    public async Task NearestName_IsWritten()
    {
        var solution = new FixedSolution("class Program { }", s_plan);
        solution.Add("/src/" + File, "Quantise = int8\n");
        Assert.True(await solution.Fix(new SettingsAnalyzer(), new NearestNameFix(), "WHT2006"));
        Assert.Equal("Quantize = int8\n", solution.Settings()[File]);
    }

    [Fact]
    public async Task NearestNames_AreWrittenInAllFiles()
    {
        var solution = new FixedSolution("class Program { }", s_plan);
        solution.Add("/src/" + File, "Quantise = int8\nShare = 16\nPrun = 0.9\n");
        Assert.True(await solution.FixAll(new SettingsAnalyzer(), new NearestNameFix(), "WHT2006"));
        Assert.Equal("Quantize = int8\nShare = 16\nPrune = 0.9\n", solution.Settings()[File]);
    }

    [Fact]
    public async Task NameThatIsNearNone_HasNoFix()
    {
        var solution = new FixedSolution("class Program { }", s_plan);
        solution.Add("/src/" + File, "Frobnicate = 3\n");
        Assert.False(await solution.Fix(new SettingsAnalyzer(), new NearestNameFix(), "WHT2006"));
    }
}
