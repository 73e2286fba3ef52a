using System.Buffers.Binary;
using System.Text;

namespace Whittle.Compression.Weights.Pickle;

/// <summary>Bounds-checked reading of a pickle's bytes.</summary>
internal sealed class PickleBytes(byte[] bytes)
{
    private int _position;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public string Text(int length) => Encoding.UTF8.GetString(Take(length));

    public string Line()
    {
        var end = Array.IndexOf(bytes, (byte)'\n', _position);
        var text = Text(end < 0 ? -1 : end - _position);
        _position++;
        return text;
    }

    /// <summary>A signed integer of up to eight bytes.</summary>
    public long Long(int length)
    {
        if (length > 8)
        {
            throw new TensorFileException("The pickle holds an integer of more than 64 bits, which no state_dict has.");
        }

        var value = 0L;
        var digits = Take(length);
        for (var i = length - 1; i >= 0; i--)
        {
            value = i == length - 1 ? (sbyte)digits[i] : (value << 8) | digits[i];
        }

        return value;
    }

    public void Skip(int length) => Take(length);

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > bytes.Length - _position)
        {
            throw new TensorFileException("The pickle ends in the middle of a value.");
        }

        _position += length;
        return bytes.AsSpan(_position - length, length);
    }
}
