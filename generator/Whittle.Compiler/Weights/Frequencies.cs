using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Counts of symbols, scaled so that they add up to a power of two.</summary>
internal static class Frequencies
{
    /// <summary>Every symbol that occurs gets at least one place; null when there are too few.</summary>
    public static int[]? Of(int[] counts, int precision)
    {
        var (total, places) = (counts.Sum(count => (long)count), 1 << precision);
        var frequencies = Array.ConvertAll(counts, count => count == 0 ? 0 : (int)Math.Max(1, ((count * (long)places) + (total / 2)) / total));
        if (frequencies.Count(frequency => frequency > 0) > places)
        {
            return null;
        }

        for (var left = places - frequencies.Sum(); left != 0; left += left < 0 ? 1 : -1)
        {
            frequencies[left < 0 ? Dearest(counts, frequencies) : Neediest(counts, frequencies)] += left < 0 ? -1 : 1;
        }

        return frequencies;
    }

    /// <summary>Frequencies as Rice codes, with the number of lower bits that makes them shortest.</summary>
    public static void Write(ByteWriter writer, int[] frequencies, int precision)
    {
        var lower = Enumerable.Range(0, RangeCoding.MaximumPrecision).OrderBy(bits => frequencies.Sum(frequency => 1L + bits + (frequency >> bits))).First();
        writer.UInt8((lower << 4) | precision);
        var bits = new BitWriter(writer);
        foreach (var frequency in frequencies)
        {
            bits.Rice(frequency, lower);
        }

        bits.End();
    }

    /// <summary>The symbol that loses least by one place less: with most places per occurrence, above one.</summary>
    private static int Dearest(int[] counts, int[] frequencies)
    {
        var best = -1;
        for (var i = 0; i < counts.Length; i++)
        {
            if (frequencies[i] > 1 && (best < 0 || (long)frequencies[i] * counts[best] > (long)frequencies[best] * counts[i]))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>The symbol that gains most by one place more: with fewest places per occurrence.</summary>
    private static int Neediest(int[] counts, int[] frequencies)
    {
        var best = -1;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0 && (best < 0 || (long)frequencies[i] * counts[best] < (long)frequencies[best] * counts[i]))
            {
                best = i;
            }
        }

        return best;
    }
}
