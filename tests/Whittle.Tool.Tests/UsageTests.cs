namespace Whittle.Tool.Tests;

/// <summary>What cannot be done is said in one line, with an exit code that is not zero.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("inspect")]
    [InlineData("inspect missing.onnx")]
    [InlineData("inspect missing.onnx --frobnicate")]
    [InlineData("inspect .")]
    [InlineData("compile missing.onnx -o out")]
    [InlineData("verify")]
    [InlineData("verify missing-folder")]
    [InlineData("verify . --isa mmx")]
    [InlineData("verify . --list missing.txt")]
    public void Bad_IsOneLine(string arguments)
    {
        var run = Run.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.NotEqual(0, run.Code);
        Assert.StartsWith("whittle: ", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--class-name", "class", "not a C# identifier")]
    [InlineData("--namespace", "a..b", "not a C# namespace")]
    [InlineData("--accessibility", "private", "private")]
    [InlineData("--dimensions", "time", "name=value")]
    [InlineData("--dimensions", "time=4", "WHT0016")]
    [InlineData("--quantize", "int7", "Write int8")]
    [InlineData("--test-data", "missing-folder", "no folder")]
    public void BadOption_IsOneLine(string option, string value, string expected)
    {
        var run = Run.Of("inspect", Samples.Digits, option, value);
        Assert.NotEqual(0, run.Code);
        Assert.Contains(expected, Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void NoModel_IsOneLine()
    {
        var run = Run.Of("inspect", typeof(UsageTests).Assembly.Location);
        Assert.Equal(1, run.Code);
        Assert.Contains("WHT0002", Assert.Single(run.Errors), StringComparison.Ordinal);
    }
}
