using System.IO.Compression;
using System.Xml.Linq;

namespace Whittle.Package.Tests;

public sealed class CompressionTests(CompressionStory story) : IClassFixture<CompressionStory>
{
    private static readonly string[] s_expected =
    [
        "README.md",
        "build/Whittle.Compression.targets",
        "buildTransitive/Whittle.Compression.targets",
        "lib/net10.0/Whittle.Compression.dll",
        "lib/net10.0/Whittle.Compression.xml",
        "tasks/netstandard2.0/Whittle.Compression.Build.dll",
    ];

    [Fact]
    public void Package_HoldsOurFilesAndDependsOnManagedPackages()
    {
        using var archive = ZipFile.OpenRead(story.Package);
        var files = archive.Entries.Select(entry => entry.FullName).Where(name => name is not "[Content_Types].xml" and not "Whittle.Compression.nuspec"
            && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(s_expected, files.Order(StringComparer.Ordinal));

        using var stream = archive.GetEntry("Whittle.Compression.nuspec")!.Open();
        var dependencies = XDocument.Load(stream)
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => (string)element.Attribute("id")!);
        Assert.Equal(["TorchSharp", "Whittle.Onnx"], dependencies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WithoutNativePackage_TheProgramSaysWhatToReference()
    {
        story.Build.Succeeded();
        Assert.Contains("libtorch-cpu-linux-x64", story.RunWithoutLibtorch.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Library_IsTheSameButForTheNeedOfAVersion()
    {
        story.Build.Succeeded();
        var (built, packed) = story.Library;
        Assert.Equal(packed.Length, built.Length);

        // Where the system has the version, nothing is edited; elsewhere a flag and a binding.
        Assert.InRange(built.Zip(packed).Count(pair => pair.First != pair.Second), 0, 2);
    }

    [Fact]
    public void WithLibtorch_TheProgramExports()
    {
        story.Build.Succeeded();
        if (story.RunWithLibtorch is null)
        {
            Assert.Skip("needs the package libtorch-cpu-linux-x64 on this machine");
        }

        Assert.Equal("exported 1 node", story.RunWithLibtorch.Succeeded().Output.Trim());
    }
}
