namespace Whittle.Package.Tests;

public sealed class ConsumerTests(ConsumerStory story) : IClassFixture<ConsumerStory>
{
    private const string CompileTarget = "WhittleCompileModels";
    private const string CompiledLine = "Whittle: Models/digits.onnx -> digit_app.Digits";

    [Fact]
    public void FreshClone_GivesTheIdeThePlan()
    {
        story.OpenedInIde.Succeeded();
        Assert.Contains("/whittle/Digits.whittle.plan", story.OpenedInIde.Output.Replace("\\\\", "/", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void ThreeLines_PredictWhatTheModelSays()
    {
        story.FirstBuild.Succeeded();
        Assert.Equal("2: 7.25 12", story.FirstRun.Succeeded().Output.Trim());
    }

    [Fact]
    public void NoChange_SkipsTheCompilation()
    {
        Assert.True(story.BuildWithoutChange.Succeeded().Skipped(CompileTarget), story.BuildWithoutChange.Output);
        Assert.True(story.BuildWithoutChange.Skipped("CoreCompile"), story.BuildWithoutChange.Output);
    }

    [Fact]
    public void CodeEdit_SkipsTheCompilationOfModels()
    {
        Assert.True(story.BuildAfterCodeEdit.Succeeded().Skipped(CompileTarget), story.BuildAfterCodeEdit.Output);
        Assert.False(story.BuildAfterCodeEdit.Skipped("CoreCompile"), story.BuildAfterCodeEdit.Output);
    }

    [Fact]
    public void ModelEdit_CompilesTheModelAndChangesTheResult()
    {
        Assert.Contains(CompiledLine, story.BuildAfterModelEdit.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("2: 8.25 12", story.RunAfterModelEdit.Succeeded().Output.Trim());
    }

    [Fact]
    public void BadModel_IsOneErrorWithItsId()
    {
        Assert.NotEqual(0, story.BuildOfBadModel.ExitCode);
        var error = Assert.Single(story.BuildOfBadModel.Errors);
        Assert.Contains("Models/digits.onnx : error WHT0003: model 'digits.onnx', node 'fc1': ", error, StringComparison.Ordinal);
        Assert.Contains("Frobnicate", error, StringComparison.Ordinal);
    }

    [Fact]
    public void BadModel_DoesNotStopTheIde()
    {
        story.BadModelInIde.Succeeded();
        Assert.Contains("WHT0003", story.BadPlanInIde, StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_RemovesWhatWasCompiled()
    {
        story.Clean.Succeeded();
        Assert.Equal(
            ["Digits.request", "Digits.weights", "Digits.whittle.plan"],
            story.FilesBeforeClean.Select(Path.GetFileName));
        Assert.Empty(story.FilesAfterClean);
    }
}
