namespace Whittle.Package.Tests;

/// <summary>A program for browsers, trimmed, run by Node.js: .NET interprets it there, with 128-bit vectors, and the bits are those of any other
/// machine.</summary>
public sealed class WebAssemblyTests(PackedPackage package) : IDisposable
{
    private const string Folder = "web";

    private readonly Workspace _workspace = new(package);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task BrowserProgram_GivesTheSameBits()
    {
        var node = Dotnet.PathOf("node");
        Assert.SkipWhen(node is null, "needs Node.js");
        DigitProgram.Write(_workspace, Folder, package.Feed, "Microsoft.NET.Sdk.WebAssembly");
        var restored = await _workspace.Run(Folder, "restore");
        Assert.SkipWhen(
            restored.Output.Contains("NU1101", StringComparison.Ordinal) && restored.Output.Contains("browser-wasm", StringComparison.Ordinal),
            "needs the packages of .NET for WebAssembly");
        restored.Succeeded();
        (await _workspace.Run(Folder, "publish", "--no-restore", "-o", _workspace.PathOf("site"))).Succeeded();
        _workspace.Write("site/wwwroot/main.mjs", """
            import { dotnet } from './_framework/dotnet.js';
            const { runMain } = await dotnet.create();
            process.exit(await runMain());
            """);

        var run = await Dotnet.Execute(node, _workspace.PathOf("site/wwwroot/main.mjs"));
        Assert.Equal(await DigitProgram.Expected(_workspace, package.Feed), run.Succeeded().Output);
    }
}
