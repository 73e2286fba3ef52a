using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Reads numbers of a fixed number of bits (0…16), lowest bit first. The caller has checked that the bytes suffice.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes, int bits)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly uint _mask = (1u << bits) - 1;
    private ulong _window;
    private int _available;
    private int _next;

    /// <summary>Reads as many numbers as there is room for and tells the largest.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    internal int Read(scoped Span<ushort> numbers)
    {
        var largest = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            var value = Read();
            largest = Math.Max(largest, value);
            numbers[i] = (ushort)value;
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Read()
    {
        if (_available < bits)
        {
            Refill();
        }

        var value = (uint)_window & _mask;
        _window >>= bits;
        _available -= bits;
        return (int)value;
    }

    /// <summary>Four bytes at a time as long as there are four; fewer than 16 bits are waiting, so 48 are enough room.</summary>
    private void Refill()
    {
        if (_bytes.Length - _next >= sizeof(uint))
        {
            _window |= (ulong)BinaryPrimitives.ReadUInt32LittleEndian(_bytes[_next..]) << _available;
            _next += sizeof(uint);
            _available += 32;
            return;
        }

        while (_next < _bytes.Length)
        {
            _window |= (ulong)_bytes[_next++] << _available;
            _available += 8;
        }
    }
}
