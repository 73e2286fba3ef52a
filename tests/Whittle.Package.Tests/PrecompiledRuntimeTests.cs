using System.Runtime.Intrinsics.X86;

namespace Whittle.Package.Tests;

/// <summary>The ahead-of-time image of the runtime in the package: programs get it without asking, start with less to compile, and give the same bits with it,
/// without it, and on processors that refuse it.</summary>
public sealed class PrecompiledRuntimeTests(PrecompiledRuntimeStory story) : IClassFixture<PrecompiledRuntimeStory>
{
    /// <summary>Processors of old, and a runtime that takes no images.</summary>
    public static TheoryData<string> Refusals => ["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic", "DOTNET_ReadyToRun"];

    [Fact]
    public void Program_LoadsTheImage()
    {
        SkipWhereThereIsNone();
        Assert.Contains("/runtimes/", story.WithImage.Location, StringComparison.Ordinal);
    }

    [Fact]
    public void FirstPrediction_CompilesLess()
    {
        SkipWhereThereIsNone();
        Assert.SkipUnless(Avx2.IsSupported, "the image is for processors with AVX2");
        Assert.InRange(story.WithImage.CompiledMethods, 1, story.WithoutImage.CompiledMethods / 2);
    }

    [Fact]
    public void Image_GivesTheSameBits()
    {
        SkipWhereThereIsNone();
        Assert.Equal(story.WithoutImage.Bits, story.WithImage.Bits);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task RefusedImage_GivesTheSameBits(string variable)
    {
        SkipWhereThereIsNone();
        Assert.Equal(story.WithoutImage.Bits, (await story.Run(variable)).Bits);
    }

    private static void SkipWhereThereIsNone() =>
        Assert.SkipUnless(PrecompiledRuntimeStory.Image is not null, "the package has images for x64 on Linux and Windows");
}
