using Whittle.Compression.Native;

namespace Whittle.Compression.Tests.Native;

public class ElfVersionNeedsTests
{
    private const string Wanted = "LIB_2";

    [Fact]
    public void Weaken_TwoVersions_ChangesOneFlagAndOneBinding()
    {
        var before = SmallElf.Create();
        var after = (byte[])before.Clone();
        Assert.Equal(["new_symbol"], ElfVersionNeeds.Weaken(after, Wanted));

        var changed = Enumerable.Range(0, before.Length).Where(i => before[i] != after[i]).ToArray();
        Assert.Equal([SmallElf.Symbols + 48 + 4, SmallElf.Needs + 16 + 16 + 4], changed);
        Assert.Equal(2, after[SmallElf.Needs + 36]);
        Assert.Equal((2 << 4) | 2, after[SmallElf.Symbols + 52]);
    }

    [Fact]
    public void Weaken_Twice_NothingToDo()
    {
        var image = SmallElf.Create();
        ElfVersionNeeds.Weaken(image, Wanted);
        var once = (byte[])image.Clone();
        Assert.Empty(ElfVersionNeeds.Weaken(image, Wanted));
        Assert.Equal(once, image);
    }

    [Fact]
    public void Weaken_VersionNotNeeded_LeavesTheFile()
    {
        var image = SmallElf.Create();
        Assert.Empty(ElfVersionNeeds.Weaken(image, "LIB_3"));
        Assert.Equal(SmallElf.Create(), image);
    }

    [Fact]
    public void Weaken_NoElf_IsRefused()
    {
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken([], Wanted));
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(new byte[100], Wanted));
    }

    /// <summary>A damaged file gives the one error, whichever byte is lost.</summary>
    [Fact]
    public void Weaken_CutFile_IsRefused()
    {
        var whole = SmallElf.Create();
        for (var length = 0; length < SmallElf.Strings; length++)
        {
            Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(whole[..length], Wanted));
        }
    }

    [Fact]
    public void Weaken_OffsetsAtRandom_StaysInside()
    {
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++)
        {
            var image = SmallElf.Create();
            image[random.Next(image.Length)] = (byte)random.Next(256);
            image[random.Next(image.Length)] = 255;
            try
            {
                ElfVersionNeeds.Weaken(image, Wanted);
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }
}
