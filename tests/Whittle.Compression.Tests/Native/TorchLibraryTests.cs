using System.Text;
using TorchSharp;
using Whittle.Compression.Native;

namespace Whittle.Compression.Tests.Native;

public class TorchLibraryTests
{
    // What the package holds; the output's copy may have been edited by the build.
    private static readonly string _packaged = Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        "torchsharp", "0.107.0", "runtimes", "linux-x64", "native", TorchLibrary.FileName);

    [Fact]
    public void Weaken_PackagedLibrary_OnlyTheMarkerIsOfThatVersion()
    {
        var image = ReadPackaged();
        Assert.Equal(["_ZSt21ios_base_library_initv"], ElfVersionNeeds.Weaken(image, TorchLibrary.Version));
        Assert.Equal(2, image.Zip(ReadPackaged()).Count(pair => pair.First != pair.Second));
        Assert.Empty(ElfVersionNeeds.Weaken(image, TorchLibrary.Version));
    }

    [Fact]
    public void Weaken_Copy_KeepsTheTime()
    {
        ReadPackaged();
        var target = Path.Combine(Directory.CreateTempSubdirectory("whittle").FullName, TorchLibrary.FileName);
        Assert.True(TorchLibrary.Weaken(_packaged, target));
        Assert.Equal(File.GetLastWriteTimeUtc(_packaged), File.GetLastWriteTimeUtc(target));
        Assert.False(TorchLibrary.Weaken(target, target));
        Directory.Delete(Path.GetDirectoryName(target)!, recursive: true);
    }

    [Fact]
    public void Defines_PrefixOfAnotherVersion_IsNotEnough()
    {
        var library = Encoding.ASCII.GetBytes("\0GLIBCXX_3.4.3\0GLIBCXX_3.4.31\0");
        Assert.True(TorchLibrary.Defines(library, "GLIBCXX_3.4.3"));
        Assert.True(TorchLibrary.Defines(library, "GLIBCXX_3.4.31"));
        Assert.False(TorchLibrary.Defines(library, "GLIBCXX_3.4.32"));
        Assert.False(TorchLibrary.Defines(library, "GLIBCXX_3.4"));
    }

    [Fact]
    public void Prepare_TorchComputes()
    {
        Torch.Need();
        using var sum = torch.ones(3) + torch.ones(3);
        Assert.Equal([2f, 2f, 2f], sum.data<float>().ToArray());
    }

    private static byte[] ReadPackaged()
    {
        if (!File.Exists(_packaged))
        {
            Assert.Skip($"needs the package's own {TorchLibrary.FileName}");
        }

        return File.ReadAllBytes(_packaged);
    }
}
