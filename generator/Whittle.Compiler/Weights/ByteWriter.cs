namespace Whittle.Compiler.Weights;

/// <summary>A growing little-endian byte sequence.</summary>
internal sealed class ByteWriter
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public void UInt8(byte value) => _bytes.Add(value);

    public void UInt16(ushort value) => Little(value, 2);

    public void UInt32(uint value) => Little(value, 4);

    public void UInt64(ulong value) => Little(value, 8);

    public void Bytes(IEnumerable<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Zeros up to a length.</summary>
    public void PadTo(int length)
    {
        while (_bytes.Count < length)
        {
            _bytes.Add(0);
        }
    }

    /// <summary>Values of <paramref name="width"/> bits each, lowest bit first, filled up to a whole byte.</summary>
    public void Packed(IEnumerable<int> values, int width)
    {
        ulong pending = 0;
        var bits = 0;
        foreach (var value in values)
        {
            pending |= (ulong)(uint)value << bits;
            bits += width;
            while (bits >= 8)
            {
                _bytes.Add((byte)pending);
                pending >>= 8;
                bits -= 8;
            }
        }

        if (bits > 0)
        {
            _bytes.Add((byte)pending);
        }
    }

    public byte[] ToArray() => [.. _bytes];

    private void Little(ulong value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _bytes.Add((byte)(value >> (8 * i)));
        }
    }
}
