using Whittle.Runtime.Weights.Format;

namespace Whittle.Compiler.Weights;

/// <summary>Writes symbols in fractions of bits (<see cref="RangeCoding"/>), from the last to the first, because states are a stack.</summary>
internal static class RangeCoder
{
    /// <summary>Above so many symbols, the table of frequencies is small beside them, and only the finest is tried.</summary>
    private const int FinestFrom = 1 << 14;

    private const int CoarsestPrecision = 5;

    /// <summary>Table of frequencies and words, in the precision that makes them smallest; null for an alphabet too large.</summary>
    public static byte[]? Encode(ushort[] symbols, int alphabet)
    {
        if (alphabet > RangeCoding.MaximumAlphabet || symbols.Length == 0)
        {
            return null;
        }

        var counts = new int[alphabet];
        foreach (var symbol in symbols)
        {
            counts[symbol]++;
        }

        byte[]? best = null;
        for (var precision = symbols.Length < FinestFrom ? CoarsestPrecision : RangeCoding.MaximumPrecision; precision <= RangeCoding.MaximumPrecision; precision++)
        {
            if (Frequencies.Of(counts, precision) is { } frequencies)
            {
                var bytes = Encode(symbols, frequencies, precision);
                best = best is null || bytes.Length < best.Length ? bytes : best;
            }
        }

        return best;
    }

    private static byte[] Encode(ushort[] symbols, int[] frequencies, int precision)
    {
        var writer = new ByteWriter();
        Frequencies.Write(writer, frequencies, precision);
        var words = Words(symbols, frequencies, precision);
        writer.Number((ulong)words.Count);
        for (var i = words.Count - 1; i >= 0; i--)
        {
            writer.Word(words[i], sizeof(ushort));
        }

        return writer.Written.ToArray();
    }

    /// <summary>Words in the reverse of the order in which they are read.</summary>
    private static List<ushort> Words(ushort[] symbols, int[] frequencies, int precision)
    {
        var starts = new uint[frequencies.Length];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + (uint)frequencies[i - 1];
        }

        var words = new List<ushort>();
        var turns = RangeCoding.States(symbols.Length);
        uint[] states = [RangeCoding.LowerBound, RangeCoding.LowerBound];
        for (var i = symbols.Length - 1; i >= 0; i--)
        {
            ref var state = ref states[i % turns];
            var frequency = (uint)frequencies[symbols[i]];

            // At or above this, the state would leave 32 bits.
            if (state >= (ulong)frequency << (32 - precision))
            {
                words.Add((ushort)state);
                state >>= 16;
            }

            state = ((state / frequency) << precision) + (state % frequency) + starts[symbols[i]];
        }

        for (var turn = turns - 1; turn >= 0; turn--)
        {
            words.Add((ushort)(states[turn] >> 16));
            words.Add((ushort)states[turn]);
        }

        return words;
    }
}
