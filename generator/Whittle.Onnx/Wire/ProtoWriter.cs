using System.Buffers.Binary;
using System.Text;

namespace Whittle.Onnx.Wire;

/// <summary>Writes protobuf fields into a growing buffer.</summary>
/// <remarks>A nested message is written first and its length put in front afterwards, by moving the message a few bytes up: no second pass to compute
/// sizes.</remarks>
internal sealed class ProtoWriter
{
    private const int LongestArray = 0x7FFFFFC7;

    private byte[] _buffer = new byte[256];
    private int _count;

    public byte[] ToArray() => _buffer.AsSpan(0, _count).ToArray();

    public void Int64(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    public unsafe void Single(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(sizeof(float)), *(uint*)&value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>Fields that are already encoded.</summary>
    public void Raw(ReadOnlySpan<byte> fields) => fields.CopyTo(Reserve(fields.Length));

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Text that may be left out, since absent reads as empty.</summary>
    public void TextUnlessEmpty(int field, string value)
    {
        if (value.Length > 0)
        {
            Text(field, value);
        }
    }

    public void Texts(int field, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Text(field, value);
        }
    }

    /// <summary>Opens a nested message; the answer goes to <see cref="End"/>.</summary>
    public int Begin(int field)
    {
        Tag(field, WireType.Bytes);
        return _count;
    }

    public void End(int start)
    {
        var length = _count - start;
        Varint((ulong)length);
        var prefix = _count - start - length;
        Span<byte> bytes = stackalloc byte[5];
        _buffer.AsSpan(_count - prefix, prefix).CopyTo(bytes);
        _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + prefix));
        bytes.Slice(0, prefix).CopyTo(_buffer.AsSpan(start));
    }

    private void Tag(int field, WireType wire) => Varint((ulong)((field << 3) | (int)wire));

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Reserve(1)[0] = (byte)(value | 0x80);
            value >>= 7;
        }

        Reserve(1)[0] = (byte)value;
    }

    private Span<byte> Reserve(int count)
    {
        var wanted = (long)_count + count;
        if (wanted > LongestArray)
        {
            throw new OnnxFormatException("The model is larger than 2 GB, more than one ONNX file can hold.", "Compress or split the model before writing it.");
        }

        if (wanted > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Math.Max(wanted, _buffer.Length * 2L), LongestArray));
        }

        var reserved = _buffer.AsSpan(_count, count);
        _count += count;
        return reserved;
    }
}
