namespace Whittle.Onnx.Elements;

/// <summary>Elements of 2 or 4 bits: the first one in the lowest bits of a byte, the last byte filled up with zeros.</summary>
internal static class BitPacking
{
    public static byte[] Pack(ReadOnlySpan<byte> values, int bits)
    {
        var perByte = 8 / bits;
        var packed = new byte[(values.Length + perByte - 1) / perByte];
        for (var i = 0; i < values.Length; i++)
        {
            packed[i / perByte] |= (byte)((values[i] & ((1 << bits) - 1)) << (i % perByte * bits));
        }

        return packed;
    }

    public static int[] Unpack(ReadOnlySpan<byte> packed, int count, int bits, bool isSigned)
    {
        var perByte = 8 / bits;
        var values = new int[count];
        for (var i = 0; i < count; i++)
        {
            // The element goes to the top of the word, so that the shift back copies its sign.
            var top = packed[i / perByte] << (32 - bits - (i % perByte * bits));
            values[i] = isSigned ? top >> (32 - bits) : (int)((uint)top >> (32 - bits));
        }

        return values;
    }
}
