using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Robustness;

/// <summary>Models whose weights lie in a side file, with every kind of wrong place: they end in a plan made of files of the model's folder, or in an error
/// that says what is wrong with the external data.</summary>
public sealed class ExternalDamageTests : IDisposable
{
    private const float Inside = 1.5f;
    private const float Outside = 12345f;
    private const int Elements = 64;

    private readonly string _root = Directory.CreateTempSubdirectory("whittle-external-").FullName;
    private readonly string _model;
    private readonly string[] _locations;

    public ExternalDamageTests()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "model", "sub")).Parent!.FullName;
        _model = Path.Combine(folder, "net.onnx");
        var secret = Path.Combine(_root, "secret");
        Fill(Path.Combine(folder, "data"), Inside);
        Fill(Path.Combine(folder, "sub", "data"), Inside);
        Fill(secret, Outside);
        Fill(Path.Combine(_root, "model2"), Outside);
        var links = TryLink(Path.Combine(folder, "link"), secret, File.CreateSymbolicLink)
            && TryLink(Path.Combine(folder, "up"), _root, Directory.CreateSymbolicLink);
        _locations =
        [
            "data",
            "sub/data",
            @"sub\data",
            "./data",
            "sub/../data",
            "sub//data",
            "../secret",
            "sub/../../secret",
            @"..\secret",
            "../model/data",
            "../model2",
            secret,
            "file://" + secret,
            "/dev/zero",
            "/proc/self/environ",
            "C:\\secret",
            "~/secret",
            "sub",
            "",
            ".",
            "..",
            "data/",
            "data\0",
            "missing",
            new string('a', 5000),
            "%2e%2e/secret",
            "\u2025/secret",
            .. links ? ["link", "sub/../link", "up/secret", "up/model/data"] : Array.Empty<string>(),
        ];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Compile_ReadsTheModelsFolderOnly()
    {
        var random = new Random(20240920);
        var (compiled, refused) = (0, 0);
        for (var i = 0; i < 1500; i++)
        {
            var bytes = Damaged(random);
            File.WriteAllBytes(_model, bytes);
            var result = ModelCompiler.CompileFile(_model, new CompileOptions());
            if (result.Succeeded)
            {
                Assert.All(
                    OnnxReader.ReadFile(_model).Graph.Initializers,
                    tensor => Assert.True(tensor.Data.Span.IndexOf(BitConverter.GetBytes(Outside)) < 0, $"{i}: read outside"));
                compiled++;
                continue;
            }

            var error = Assert.Single(result.Plan.Errors);
            Assert.True(error.Id != ErrorIds.Internal, $"{i}: {error.Id} {error.Cause} {result.Fault}");
            Assert.NotEmpty(error.Cure);
            refused += error.Id == ErrorIds.ExternalData ? 1 : 0;
        }

        Assert.InRange(compiled, 60, 1200);
        Assert.InRange(refused, 300, 1440);
    }

    // What is refused by its place alone, with offset and length right.
    [Fact]
    public void EveryPlaceOutside_IsRefused()
    {
        foreach (var location in _locations.Except(["data", "sub/data", @"sub\data", "./data", "sub/../data", "sub//data", "data/"]))
        {
            File.WriteAllBytes(_model, Model(Elements, ("location", location)));
            var error = Assert.Single(ModelCompiler.CompileFile(_model, new CompileOptions()).Plan.Errors);
            Assert.True(error.Id == ErrorIds.ExternalData, $"'{location}': {error.Id} {error.Cause}");
        }
    }

    private byte[] Damaged(Random random)
    {
        // A third of each part stays right, so that the parts behind it are reached as well.
        var location = random.Next(3) == 0 ? "data" : _locations[random.Next(_locations.Length)];
        if (random.Next(4) == 0 && location.Length > 0)
        {
            var at = random.Next(location.Length);
            location = location[..at] + (char)random.Next(1, 128) + location[(at + random.Next(2))..];
        }

        string[] counts = ["0", "4", "256", "255", "257", "-1", "9223372036854775807", "9223372036854775808", "99999999999999999999", "1e3", " 8", "0x10", "", "text"];
        var entries = new List<(string, string)> { ("location", location) };
        if (random.Next(3) > 0)
        {
            entries.Add(("offset", counts[random.Next(counts.Length)]));
        }

        if (random.Next(3) > 0)
        {
            entries.Add(("length", random.Next(2) == 0 ? "256" : counts[random.Next(counts.Length)]));
        }

        var length = random.Next(3) > 0 ? Elements : new long[] { 0, 1, 63, 65, 1 << 20, int.MaxValue, long.MaxValue, -1 }[random.Next(8)];
        var model = Model(length, [.. entries.Skip(random.Next(20) == 0 ? 1 : 0)]);
        return random.Next(3) == 0 ? Damage.Apply(model, random) : model;
    }

    private static byte[] Model(long length, params (string, string)[] entries) =>
        ExternalTensor.Add(new TestModel().Input("x", Elements).Node("Add", "x w", "y").Output("y").Onnx, "w", length, entries);

    private static void Fill(string path, float value) =>
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 2 * Elements).SelectMany(_ => BitConverter.GetBytes(value))]);

    // Windows asks for a privilege.
    private static bool TryLink(string path, string target, Func<string, string, FileSystemInfo> link)
    {
        try
        {
            return link(path, target).Exists;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
