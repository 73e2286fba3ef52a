using System.Numerics;

namespace Whittle.Runtime.Tests.Weights;

/// <summary>Symbols as the page describes them, packed or coded with a precision of 12 bits.</summary>
internal static class SymbolBytes
{
    private const int Precision = 12;
    private const int Lower = 4;

    internal static byte[] Of(int[] symbols, int alphabet, bool coded) =>
        coded ? [1, .. Coded(symbols, alphabet)] : [0, .. Bits(symbols.SelectMany(s => Low(s, alphabet == 1 ? 0 : BitOperations.Log2((uint)alphabet - 1) + 1)))];

    private static byte[] Coded(int[] symbols, int alphabet)
    {
        var frequencies = Frequencies(symbols, alphabet);
        var words = Words(symbols, frequencies);
        var rice = frequencies.SelectMany(f => Enumerable.Repeat(1, f >> Lower).Append(0).Concat(Low(f, Lower)));
        return [(Lower << 4) | Precision, .. Bits(rice), .. WeightWriter.Number(words.Count), .. words.SelectMany(w => new[] { (byte)w, (byte)(w >> 8) })];
    }

    /// <summary>One place for each symbol of the alphabet, the rest by how often it occurs, what is left over to the first.</summary>
    private static int[] Frequencies(int[] symbols, int alphabet)
    {
        var free = (1 << Precision) - alphabet;
        var counts = symbols.CountBy(symbol => symbol).ToDictionary();
        int[] frequencies = [.. Enumerable.Range(0, alphabet).Select(s => 1 + (free * counts.GetValueOrDefault(s) / Math.Max(1, symbols.Length)))];
        frequencies[0] += (1 << Precision) - frequencies.Sum();
        return frequencies;
    }

    private static List<uint> Words(int[] symbols, int[] frequencies)
    {
        var turns = symbols.Length < 4096 ? 1 : 2;
        ulong[] states = [1 << 16, 1 << 16];
        var words = new List<uint>();
        ulong[] starts = [.. frequencies.Select((_, symbol) => (ulong)frequencies[..symbol].Sum())];
        for (var i = symbols.Length - 1; i >= 0; i--)
        {
            var (turn, frequency, start) = (i % turns, (ulong)frequencies[symbols[i]], starts[symbols[i]]);
            if ((((states[turn] / frequency) << Precision) | (states[turn] % frequency)) >= 1ul << 32)
            {
                words.Add((uint)(states[turn] & 0xFFFF));
                states[turn] >>= 16;
            }

            states[turn] = ((states[turn] / frequency) << Precision) + start + (states[turn] % frequency);
        }

        foreach (var state in Enumerable.Reverse(states[..turns]))
        {
            words.Add((uint)(state >> 16));
            words.Add((uint)(state & 0xFFFF));
        }

        words.Reverse();
        return words;
    }

    private static IEnumerable<int> Low(int value, int width) => Enumerable.Range(0, width).Select(k => (value >> k) & 1);

    private static byte[] Bits(IEnumerable<int> bits) => [.. bits.Chunk(8).Select(part => (byte)part.Select((bit, k) => bit << k).Sum())];
}
