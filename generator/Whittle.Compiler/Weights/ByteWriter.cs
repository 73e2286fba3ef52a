namespace Whittle.Compiler.Weights;

/// <summary>A growing sequence of bytes, numbers as the weights container has them.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[64];

    public int Length { get; private set; }

    public void UInt8(int value)
    {
        if (Length == _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * Length);
        }

        _bytes[Length++] = (byte)value;
    }

    /// <summary>Little-endian.</summary>
    public void Word(ulong value, int bytes)
    {
        for (var i = 0; i < bytes; i++)
        {
            UInt8((byte)(value >> (8 * i)));
        }
    }

    /// <summary>Seven bits a byte, lowest first; the highest bit says that more follow.</summary>
    public void Number(ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            UInt8((byte)(value | 128));
        }

        UInt8((byte)value);
    }

    /// <summary>With the sign in the lowest bit.</summary>
    public void Signed(long value) => Number(unchecked(((ulong)value << 1) ^ (ulong)(value >> 63)));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);
}
