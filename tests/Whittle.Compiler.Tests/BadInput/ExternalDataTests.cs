using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.BadInput;

public class ExternalDataTests
{
    private const string Model = "models/onnxruntime-testdata/onnxruntime/test/testdata/test_arbitrary_external_file.onnx";

    [Fact]
    public void OutsideTheFolder_IsRefused() =>
        Refused.As(ErrorIds.ExternalData, "", ModelCompiler.CompileFile(Repository.Shared(Model), new CompileOptions()), "outside");

    [Fact]
    public void Missing_IsNamed()
    {
        // The one place where the file states its path is rewritten to a name of the same length inside the folder.
        var bytes = File.ReadAllBytes(Repository.Shared(Model));
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        var location = System.Text.RegularExpressions.Regex.Match(text, @"(\.\./)+[/\w]+(?=j)").Value;
        Assert.NotEmpty(location);
        var inside = new string('a', location.Length);
        var result = ModelCompiler.Compile(
            System.Text.Encoding.Latin1.GetBytes(text.Replace(location, inside, StringComparison.Ordinal)),
            Path.Combine(AppContext.BaseDirectory, "m.onnx"),
            new CompileOptions());
        Refused.As(ErrorIds.ExternalData, "", result, inside);
    }
}
