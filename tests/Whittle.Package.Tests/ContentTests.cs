using System.IO.Compression;
using System.Xml.Linq;

namespace Whittle.Package.Tests;

public sealed class ContentTests(PackedPackage package)
{
    private static readonly string[] s_expected =
    [
        "README.md",
        "analyzers/dotnet/cs/Whittle.Analyzers.CodeFixes.dll",
        "analyzers/dotnet/cs/Whittle.Analyzers.dll",
        "analyzers/dotnet/cs/Whittle.Generator.dll",
        "analyzers/dotnet/cs/Whittle.Plan.dll",
        "build/Whittle.props",
        "build/Whittle.targets",
        "buildTransitive/Whittle.props",
        "buildTransitive/Whittle.targets",
        "lib/net10.0/Whittle.Runtime.dll",
        "lib/net10.0/Whittle.Runtime.xml",
        "runtimes/linux-x64/lib/net10.0/Whittle.Runtime.dll",
        "runtimes/win-x64/lib/net10.0/Whittle.Runtime.dll",
        "tasks/netstandard2.0/Whittle.Build.dll",
        "tasks/netstandard2.0/Whittle.Compiler.dll",
        "tasks/netstandard2.0/Whittle.Onnx.dll",
        "tasks/netstandard2.0/Whittle.Plan.dll",
    ];

    [Fact]
    public void Package_HoldsOurFilesAndNothingElse()
    {
        using var archive = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(package.Feed)));

        // The rest is what every package has: nuspec, content types, relations.
        var files = archive.Entries.Select(entry => entry.FullName).Where(name => name is not "[Content_Types].xml" and not "Whittle.nuspec"
            && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(s_expected, files.Order(StringComparer.Ordinal));

        using var stream = archive.GetEntry("Whittle.nuspec")!.Open();
        var nuspec = XDocument.Load(stream);
        string? Value(string name) => nuspec.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
        Assert.Equal("Whittle", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Null(Value("dependencies"));
        Assert.Null(Value("developmentDependency"));
    }
}
