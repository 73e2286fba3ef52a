namespace Whittle.Package.Tests;

/// <summary>What a user sees who gives the build something it cannot use.</summary>
public sealed class BadInputTests(BadInputStory story) : IClassFixture<BadInputStory>
{
    public static TheoryData<string> Models => [.. BadModels.All.Select(model => model.Path)];

    [Theory]
    [MemberData(nameof(Models))]
    public void BadModel_IsOneErrorWithModelNodeCauseAndCure(string path)
    {
        var model = BadModels.All.Single(model => model.Path == path);
        var error = story.ForReaders(Assert.Single(story.BadModels.Errors, error => error.Contains($"model '{model.FileName}'", StringComparison.Ordinal)));

        var node = model.Node.Length == 0 ? "" : $", node '{model.Node}'";
        var start = $"{path} : error {model.Id}: model '{model.FileName}'{node}: ";
        Assert.StartsWith(start, error, StringComparison.Ordinal);
        var cause = error.IndexOf(model.Cause, start.Length, StringComparison.Ordinal);
        Assert.True(cause >= 0, error);
        Assert.True(error.IndexOf(model.Cure, cause + model.Cause.Length, StringComparison.Ordinal) >= 0, error);
    }

    [Fact]
    public void Pages_ShowWhatTheBuildPrints()
    {
        // WHT0018 quotes the operating system.
        var missing = story.BadModels.Errors.Concat(story.BadSources.Errors)
            .Select(story.ForReaders)
            .GroupBy(IdOf, StringComparer.Ordinal)
            .Where(group => group.Key.StartsWith("WHT", StringComparison.Ordinal) && (group.Key != "WHT0018" || OperatingSystem.IsLinux()))
            .Where(group => !group.Any(error => PageOf(group.Key).Contains("\n" + error + "\n", StringComparison.Ordinal)))
            .Select(group => $"docs/rules/{group.Key}.md shows none of these:\n{string.Join('\n', group)}");
        var text = string.Join("\n\n", missing);
        Assert.True(text.Length == 0, text);
    }

    [Fact]
    public void BadModels_GiveNothingButTheirErrors()
    {
        Assert.NotEqual(0, story.BadModels.ExitCode);
        Assert.Equal(BadModels.All.Count, story.BadModels.Errors.Length);
        Assert.DoesNotContain("warning", story.BadModels.Output.Replace(" 0 Warning(s)", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void BadSources_GiveTheirErrors() =>
        Assert.Equal(["CS0260", "CS0262", "WHT0013", "WHT0014"], story.BadSources.Errors.Select(IdOf).Order(StringComparer.Ordinal));

    [Fact]
    public void MendingAll_MakesTheBuildPass()
    {
        story.Mended.Succeeded();
        Assert.Empty(story.Mended.Errors);
    }

    [Fact]
    public void Predict_SaysWhatIsWrongWithItsArguments()
    {
        string[] expected =
        [
            "7 12 7 12",
            "1 7 12 4",
            "The length of 'pixels' must be 4 (shape [1, 4]), but it is 3. (Parameter 'pixels')",
            "The length of 'scores' must be 2 (shape [1, 2]), but it is 4. (Parameter 'scores')",
            "The length of 'pixels' must be 4 (shape [1, 4]), but it is 2. (Parameter 'pixels')",
            "The length of 'pixels' must be 4 (shape [1, 4]), but it is 0. (Parameter 'pixels')",
        ];
        Assert.Equal(expected, story.Run.Succeeded().Output.Trim().Split('\n').Select(line => line.Trim()));
    }

    private static string PageOf(string id)
    {
        var page = Path.Combine(PackedPackage.Repository(), "docs", "rules", id + ".md");
        return File.Exists(page) ? File.ReadAllText(page).ReplaceLineEndings("\n") : "";
    }

    private static string IdOf(string error)
    {
        var at = error.IndexOf(": error ", StringComparison.Ordinal) + ": error ".Length;
        return error[at..error.IndexOf(':', at)];
    }
}
