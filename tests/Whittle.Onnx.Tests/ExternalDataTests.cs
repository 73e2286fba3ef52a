namespace Whittle.Onnx.Tests;

public sealed class ExternalDataTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("whittle-onnx-").FullName;
    private readonly string _folder;

    public ExternalDataTests()
    {
        _folder = Directory.CreateDirectory(Path.Combine(_root, "model")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        File.WriteAllBytes(Path.Combine(_folder, "data.bin"), [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        File.WriteAllBytes(Path.Combine(_folder, "sub", "data.bin"), [9, 8, 7]);
        File.WriteAllBytes(Path.Combine(_root, "secret.bin"), [1, 2, 3]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("data.bin", null, null, new byte[] { 0, 1, 2 })]
    [InlineData("data.bin", "4", "3", new byte[] { 4, 5, 6 })]
    [InlineData("./data.bin", "29", null, new byte[] { 29, 30, 31 })]
    [InlineData("sub/data.bin", "0", "3", new byte[] { 9, 8, 7 })]
    [InlineData("sub\\data.bin", "0", "3", new byte[] { 9, 8, 7 })]
    [InlineData("sub/../data.bin", "0", "3", new byte[] { 0, 1, 2 })]
    public void InsideTheFolder_IsRead(string location, string? offset, string? length, byte[] expected)
    {
        var model = Model(location, offset, length);
        Assert.Equal(expected, OnnxReader.Read(model, _folder).Graph.Initializers[0].Data.ToArray());
        var path = Path.Combine(_folder, "m.onnx");
        File.WriteAllBytes(path, model);
        Assert.Equal(expected, OnnxReader.ReadFile(path).Graph.Initializers[0].Data.ToArray());
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("..\\secret.bin")]
    [InlineData("sub/../../secret.bin")]
    [InlineData("sub/../../model/data.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\server\\share")]
    [InlineData("C:\\secret.bin")]
    [InlineData("data.bin:stream")]
    [InlineData("a\0b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("sub/..")]
    public void OutsideTheFolder_IsRefused(string location) =>
        Assert.EndsWith("which is outside the model's folder.", Refusal(location, "0", "3").Message, StringComparison.Ordinal);

    [Fact]
    public void AbsolutePathIntoTheFolder_IsRefused() =>
        Assert.EndsWith("which is outside the model's folder.", Refusal(Path.Combine(_folder, "data.bin"), "0", "3").Message, StringComparison.Ordinal);

    [Fact]
    public void Links_AreRefused()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "link.bin"), Path.Combine(_root, "secret.bin"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "away"), _root);
        Assert.Contains("symbolic link", Refusal("link.bin", "0", "3").Message, StringComparison.Ordinal);
        Assert.Contains("symbolic link", Refusal("away/secret.bin", "0", "3").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.bin", "0", "3", "cannot be read")]
    [InlineData("missing/data.bin", "0", "3", "cannot be read")]
    [InlineData("sub", "0", "3", "cannot be read")]
    [InlineData("data.bin/x", "0", "3", "cannot be read")]
    [InlineData("data.bin", "30", "3", "needs 3 bytes at offset 30")]
    [InlineData("data.bin", "9223372036854775807", "3", "needs 3 bytes at offset 9223372036854775807")]
    [InlineData("data.bin", "-1", "3", "no byte counts")]
    [InlineData("data.bin", "0", "three", "no byte counts")]
    [InlineData("data.bin", "99999999999999999999", "3", "no byte counts")]
    [InlineData("data.bin", "0", "4", "holds 4 bytes of data, but UInt8 [3] needs 3")]
    [InlineData("", "0", "3", "not in which file")]
    public void UnusablePlaces_AreRefusedByName(string location, string offset, string length, string message)
    {
        var failure = Refusal(location, offset, length);
        Assert.StartsWith("Tensor 't'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Cure);
    }

    [Fact]
    public void HugeShape_IsCheckedAgainstTheFileBeforeAllocation()
    {
        var model = Encode.Model(Encode.External(OnnxElementType.UInt8, [2_000_000_000], "location", "data.bin"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(model, _folder));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void WithoutAFolder_IsRefused() =>
        Assert.Equal(
            "Tensor 't' keeps its data in another file, and the model's folder is not known here.",
            Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(Model("data.bin", "0", "3"))).Message);

    private static byte[] Model(string location, string? offset, string? length)
    {
        List<string> entries = ["location", location, "checksum", "0"];
        entries.AddRange(offset is null ? [] : ["offset", offset]);
        entries.AddRange(length is null ? [] : ["length", length]);
        return Encode.Model(Encode.External(OnnxElementType.UInt8, [3], [.. entries]));
    }

    private OnnxFormatException Refusal(string location, string offset, string length) =>
        Assert.Throws<OnnxFormatException>(() => OnnxReader.Read(Model(location, offset, length), _folder));
}
