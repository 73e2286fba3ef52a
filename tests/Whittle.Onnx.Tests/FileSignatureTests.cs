using System.Text;

namespace Whittle.Onnx.Tests;

/// <summary>Files that are no models say what they are.</summary>
public class FileSignatureTests
{
    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git LFS pointer")]
    [InlineData("\u0018\0\0\0ORTM\0\0\0\0", "ORT format")]
    [InlineData("\u001c\0\0\0TFL3\0\0\0\0", "TensorFlow Lite")]
    [InlineData("PK\u0003\u0004\0\0\b\b\0\0archive/data.pkl", "zip archive")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9", "Python pickle")]
    [InlineData("\u001f\u008b\b\0\0\0\0\0", "gzip")]
    [InlineData("\u0089HDF\r\n\u001a\n\0\0", "HDF5")]
    [InlineData("GGUF\u0003\0\0\0", "GGUF")]
    [InlineData("\u0050\0\0\0\0\0\0\0{\"__metadata__\":{}}", "safetensors")]
    [InlineData("<!DOCTYPE html><html>", "text")]
    public void KnownFile_IsNamed(string latin1, string expected)
    {
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(Encoding.Latin1.GetBytes(latin1)));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Cure);
        Assert.IsType<OnnxFormatException>(failure.InnerException);
    }

    [Fact]
    public void EmptyFile_IsNamed()
    {
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(ReadOnlyMemory<byte>.Empty));
        Assert.Equal("The file is empty (0 bytes).", failure.Message);
        Assert.Equal("Export the model again, or restore it from where it came (a full download, source control).", failure.Cure);
        Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadTensor(default));
    }

    [Fact]
    public void ValidModel_WithBytesOfASignature_IsRead()
    {
        // ir_version 7, producer "ORTM": exactly where a flatbuffer keeps its identifier.
        var file = Encode.Message(writer =>
        {
            writer.Int64(1, 7);
            writer.Text(2, "ORTM");
            writer.Bytes(7, []);
        });
        Assert.Equal("ORTM", Encoding.ASCII.GetString(file, 4, 4));
        Assert.Equal("ORTM", OnnxReader.Read(file).ProducerName);
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        var failure = Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadFile("no-such-folder/m.onnx"));
        Assert.Contains("'no-such-folder/m.onnx' cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadFile(AppContext.BaseDirectory));
        Assert.Throws<OnnxFormatException>(() => OnnxReader.ReadFile(""));
    }
}
