namespace Whittle.Compiler.Weights;

/// <summary>Bits into bytes, lowest first; the last byte is filled up with zeros.</summary>
internal sealed class BitWriter(ByteWriter bytes)
{
    private ulong _pending;
    private int _bits;

    /// <summary>The low bits of a value, at most 32.</summary>
    public void Write(uint value, int width)
    {
        _pending |= (ulong)value << _bits;
        _bits += width;
        while (_bits >= 8)
        {
            bytes.UInt8((byte)_pending);
            _pending >>= 8;
            _bits -= 8;
        }
    }

    /// <summary>A Rice code: the upper bits as ones and a zero, then the lower ones.</summary>
    public void Rice(int value, int lower)
    {
        for (var i = value >> lower; i > 0; i--)
        {
            Write(1, 1);
        }

        Write(0, 1);
        Write((uint)(value & ((1 << lower) - 1)), lower);
    }

    public void End()
    {
        if (_bits > 0)
        {
            bytes.UInt8((byte)_pending);
        }

        (_pending, _bits) = (0, 0);
    }
}
