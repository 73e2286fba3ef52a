namespace Whittle.Runtime.Tests;

public sealed class FirstRunsTests
{
    [Theory]
    [InlineData(IsaLevel.Scalar)]
    [InlineData(IsaLevel.Vector128)]
    [InlineData(IsaLevel.Avx2)]
    public void NarrowLevels_StayAsTheyAre(IsaLevel level) => Assert.Equal(level, FirstRuns.Level(level));

    // Other tests run layers meanwhile, so the first answers are not known here.
    [Fact]
    public void WideLevel_ComesAfterSomeRuns()
    {
        var levels = Enumerable.Range(0, 1000).Select(_ => FirstRuns.Level(IsaLevel.Avx512)).ToList();
        Assert.All(levels, level => Assert.True(level is IsaLevel.Avx2 or IsaLevel.Avx512));
        Assert.Equal(IsaLevel.Avx512, levels[^1]);
    }
}
