using System.Text;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.BadInput;

public class FileTests
{
    private static readonly CompileOptions s_options = new();

    [Fact]
    public void Missing_NamesThePath()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-folder", "gone.onnx");
        var result = ModelCompiler.CompileFile(path, s_options);
        Refused.As(ErrorIds.FileMissing, "", result, path, "does not exist");
        Assert.Equal("Gone", result.Plan.ClassName);
    }

    [Fact]
    public void Folder_CannotBeRead() => Refused.As(ErrorIds.FileMissing, "", ModelCompiler.CompileFile(Path.GetTempPath(), s_options), "cannot be read");

    [Fact]
    public void Empty_IsSaid() => Refused.As(ErrorIds.NotReadable, "", Compile([]), "empty");

    [Fact]
    public void Truncated_AtAnyLength_IsRefused()
    {
        foreach (var model in new[] { Repository.DigitsModel, Networks.Convolution().ToBytes() })
        {
            for (var length = 1; length < model.Length; length += 97)
            {
                var error = Assert.Single(Compile(model[..length]).Plan.Errors);
                Assert.True(error.Id is ErrorIds.NotReadable or ErrorIds.MissingValue, $"{length} bytes: {error}");
            }
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "text, not a binary ONNX model")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 53149\n", "Git LFS")]
    [InlineData("PK\u0003\u0004\u0014\u0000archive", "zip archive")]
    public void OtherFormats_AreNamed(string content, string format) =>
        Refused.As(ErrorIds.NotReadable, "", Compile(Encoding.Latin1.GetBytes(content)), format);

    [Fact]
    public void Noise_IsRefused()
    {
        var noise = new byte[1000];
        new Random(7).NextBytes(noise);
        Refused.As(ErrorIds.NotReadable, "", Compile(noise));
    }

    [Fact]
    public void Model_WithoutAGraph_HasNoOutputs() => Refused.As(ErrorIds.NotReadable, "", new TestModel(), "no outputs");

    private static CompileResult Compile(byte[] bytes) => ModelCompiler.Compile(bytes, "test.onnx", s_options);
}
