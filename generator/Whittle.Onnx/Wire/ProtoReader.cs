using System.Buffers.Binary;
using System.Text;

namespace Whittle.Onnx.Wire;

/// <summary>Walks the fields of one protobuf message inside the file's own bytes: nothing is copied, and every length is checked before it is
/// believed.</summary>
/// <remarks>Call <see cref="Next"/>, then exactly one of the value methods or <see cref="Skip"/>, until it answers false.</remarks>
internal ref struct ProtoReader
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _message;
    private readonly int _origin;
    private int _position;

    public ProtoReader(ReadOnlyMemory<byte> memory, string message)
        : this(memory, message, origin: 0)
    {
    }

    private ProtoReader(ReadOnlyMemory<byte> memory, string message, int origin)
    {
        _memory = memory;
        _bytes = memory.Span;
        _message = message;
        _origin = origin;
    }

    /// <summary>Number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    public WireType Wire { get; private set; }

    /// <summary>The bytes of the whole message.</summary>
    public readonly ReadOnlyMemory<byte> All => _memory;

    public readonly bool AtEnd => _position == _bytes.Length;

    public bool Next()
    {
        if (AtEnd)
        {
            return false;
        }

        var start = _position;
        var tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Wire = (WireType)(tag & 7);
        if (tag >> 3 is 0 or > 0x1FFFFFFF || Wire is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32))
        {
            throw WireErrors.NoField(_message, _origin + start);
        }

        return true;
    }

    public long Int64() => (long)UInt64();

    /// <summary>An int32 or enum: protobuf keeps the low 32 bits of what is stored.</summary>
    public int Int32() => unchecked((int)UInt64());

    public ulong UInt64()
    {
        Expect(WireType.Varint);
        return Varint();
    }

    public float Single()
    {
        Expect(WireType.Fixed32);
        return RawSingle();
    }

    /// <summary>A window of the bytes of a length-delimited field.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        Expect(WireType.Bytes);
        var length = Length();
        var window = _memory.Slice(_position, length);
        _position += length;
        return window;
    }

    /// <summary>UTF-8 text; invalid bytes become U+FFFD.</summary>
    public unsafe string Text()
    {
        Expect(WireType.Bytes);
        var length = Length();
        if (length == 0)
        {
            return "";
        }

        fixed (byte* start = _bytes.Slice(_position, length))
        {
            _position += length;
            return Encoding.UTF8.GetString(start, length);
        }
    }

    public ProtoReader Message(string name)
    {
        Expect(WireType.Bytes);
        var length = Length();
        var inner = new ProtoReader(_memory.Slice(_position, length), name, _origin + _position);
        _position += length;
        return inner;
    }

    /// <summary>A repeated numeric field, as a reader over its values: all of them when packed, the single next one when not.</summary>
    public ProtoReader Numbers(WireType element)
    {
        if (Wire == WireType.Bytes)
        {
            return Message(_message);
        }

        Expect(element);
        var start = _position;
        Skip();
        return new ProtoReader(_memory.Slice(start, _position - start), _message, _origin + start);
    }

    public void Skip()
    {
        switch (Wire)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireType.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                Take(Length());
                break;
        }
    }

    /// <summary>A bare varint: a value inside a packed field.</summary>
    public ulong Varint()
    {
        var start = _position;
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (AtEnd)
            {
                throw WireErrors.Ends(_message, _origin + _position);
            }

            var next = _bytes[_position++];
            if (shift == 63 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw WireErrors.LongVarint(_message, _origin + start);
    }

    /// <summary>A bare float: a value inside a packed field.</summary>
    public unsafe float RawSingle()
    {
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
        return *(float*)&bits;
    }

    /// <summary>The next bytes as they are.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw WireErrors.Short(_message, _origin + _position, (ulong)count, _bytes.Length - _position);
        }

        var taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }

    /// <summary>The refusal for a packed field whose last value is not whole.</summary>
    public readonly OnnxFormatException Cut() => WireErrors.Ends(_message, _origin + _bytes.Length);

    private int Length()
    {
        var start = _position;
        var length = Varint();
        var left = _bytes.Length - _position;
        return length <= (ulong)left ? (int)length : throw WireErrors.Short(_message, _origin + start, length, left);
    }

    private readonly void Expect(WireType wire)
    {
        if (Wire != wire)
        {
            throw WireErrors.WrongWireType(_message, _origin + _position, Field, Wire, wire);
        }
    }
}
