using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Reads the frequencies of symbols, which are Rice codes: the upper bits as ones and a zero, then the lower bits.</summary>
internal static class FrequencyTable
{
    private const int SymbolShift = 24;
    private const int FrequencyShift = 12;
    private const uint Field = 4095;

    /// <summary>What to do at each of the 2^precision places of the coder's range: the place's symbol, its frequency, and the place within it.</summary>
    internal static uint[] ReadSlots(ref PayloadCursor cursor, int alphabet, out int precision)
    {
        var head = cursor.UInt8();
        precision = head & 15;
        var lower = head >> 4;
        if (precision > RangeCoding.MaximumPrecision || lower > RangeCoding.MaximumPrecision)
        {
            throw cursor.Context.Fail($"its frequencies have {precision} bits, {lower} of them lower ones; allowed are {RangeCoding.MaximumPrecision}");
        }

        var slots = new uint[1 << precision];
        var bits = new RiceBits(cursor.Rest);
        var used = 0;
        for (var symbol = 0; symbol < alphabet; symbol++)
        {
            var frequency = bits.Read(lower, slots.Length - used);
            if (frequency > slots.Length - used)
            {
                throw cursor.Context.Fail("its frequencies add up to too much, or end too early");
            }

            for (var i = 0; i < frequency; i++)
            {
                slots[used++] = ((uint)symbol << SymbolShift) | ((uint)(frequency - 1) << FrequencyShift) | (uint)i;
            }
        }

        cursor.Take(bits.Bytes);
        return used == slots.Length ? slots : throw cursor.Context.Fail($"its frequencies add up to {used}, not to {slots.Length}");
    }

    internal static ushort Symbol(uint slot) => (ushort)(slot >> SymbolShift);

    internal static uint Frequency(uint slot) => ((slot >> FrequencyShift) & Field) + 1;

    internal static uint Place(uint slot) => slot & Field;

    private ref struct RiceBits(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _position;

        public readonly int Bytes => (_position + 7) / 8;

        /// <summary>A code, or any number above <paramref name="most"/> when the code is too large or the bits end.</summary>
        public int Read(int lower, int most)
        {
            var value = 0;
            for (int bit; (bit = Bit()) != 0; value++)
            {
                if (bit < 0 || value << lower > most)
                {
                    return most + 1;
                }
            }

            value <<= lower;
            for (var i = 0; i < lower; i++)
            {
                var bit = Bit();
                if (bit < 0)
                {
                    return most + 1;
                }

                value |= bit << i;
            }

            return value;
        }

        private int Bit()
        {
            if (_position >> 3 >= _bytes.Length)
            {
                return -1;
            }

            var bit = (_bytes[_position >> 3] >> (_position & 7)) & 1;
            _position++;
            return bit;
        }
    }
}
