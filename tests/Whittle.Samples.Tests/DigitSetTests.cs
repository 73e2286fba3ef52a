using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DigitDrawing;

namespace Whittle.Samples.Tests;

public class DigitSetTests
{
    [Fact]
    public void Create_SameSeed_SamePixelsOnEveryPlatform()
    {
        var set = DigitSet.Create(seed: 7, count: 100);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(set.Labels);
        for (var i = 0; i < set.Count; i++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(set.Image(i)));
        }

        Assert.Equal("2E3ED7A484368CB3F31F793B72548AE37533D740264CE6550B95A849092DC2B4", Convert.ToHexString(hash.GetHashAndReset()));
    }

    [Fact]
    public void Create_LongerSet_BeginsWithTheShorter()
    {
        var (few, many) = (DigitSet.Create(seed: 3, count: 5), DigitSet.Create(seed: 3, count: 9));
        for (var i = 0; i < few.Count; i++)
        {
            Assert.Equal(few.Labels[i], many.Labels[i]);
            Assert.Equal(few.Image(i), many.Image(i));
        }
    }

    [Fact]
    public void Create_NeighbouringSeeds_ShareNoImage()
    {
        var (one, next) = (DigitSet.Create(seed: 1, count: 50), DigitSet.Create(seed: 2, count: 50));
        for (var i = 0; i < one.Count; i++)
        {
            for (var j = 0; j < next.Count; j++)
            {
                Assert.False(one.Image(i).SequenceEqual(next.Image(j)), $"images {i} and {j}");
            }
        }
    }

    [Fact]
    public void Create_ManyImages_EveryDigitAndEveryShade()
    {
        var set = DigitSet.Create(seed: 5, count: 2000);
        var counts = new int[10];
        foreach (var label in set.Labels)
        {
            counts[label]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 140, 260));
        for (var i = 0; i < set.Count; i++)
        {
            var ink = 0f;
            foreach (var pixel in set.Image(i))
            {
                Assert.InRange(pixel, 0, 1);
                ink += pixel;
            }

            // A stroke of some length, and never a blot.
            Assert.InRange(ink / DigitPainter.PixelCount, 0.03f, 0.5f);
        }
    }
}
