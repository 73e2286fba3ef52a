using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Decodes symbols that the range coder wrote.</summary>
/// <remarks>
/// A state's low bits are a place in the table of frequencies. Its symbol takes its share off the state, and when the state falls below its lower
/// bound, the next word comes in from below. Words past the end are zero and noticed at the end of each call.
/// </remarks>
internal ref struct RangeReader
{
    private readonly WeightContext _context;
    private readonly uint[] _slots;
    private readonly int _precision;
    private readonly ReadOnlySpan<byte> _words;
    private readonly bool _twoStates;
    private int _next;
    private uint _a;
    private uint _b;

    internal RangeReader(ref PayloadCursor cursor, int count, int alphabet)
    {
        _context = cursor.Context;
        _slots = FrequencyTable.ReadSlots(ref cursor, alphabet, out _precision);
        _words = cursor.Take(cursor.Number(0, int.MaxValue / 2, "the number of its words") * 2L);
        _twoStates = RangeCoding.States(count) == 2;
        _a = ReadState();
        _b = _twoStates ? ReadState() : RangeCoding.LowerBound;
    }

    /// <summary>The next symbols, as many as there is room for.</summary>
    internal void Read(scoped Span<ushort> symbols)
    {
        if (_twoStates)
        {
            ReadPairs(symbols);
        }
        else
        {
            ReadOneByOne(symbols);
        }

        if (_next > _words.Length)
        {
            throw _context.Fail("its coded numbers end too early");
        }
    }

    /// <summary>The coder started with its states at the lower bound, so they must end there.</summary>
    internal readonly void RequireEnd()
    {
        if (_next != _words.Length || _a != RangeCoding.LowerBound || _b != RangeCoding.LowerBound)
        {
            throw _context.Fail("its coded numbers do not end where they should");
        }
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private void ReadOneByOne(scoped Span<ushort> symbols)
    {
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var (mask, a, next) = ((uint)_slots.Length - 1, _a, _next);
        for (var i = 0; i < symbols.Length; i++)
        {
            var slot = Unsafe.Add(ref slots, a & mask);
            symbols[i] = FrequencyTable.Symbol(slot);
            a = Advance(slot, a, ref next);
        }

        (_a, _next) = (a, next);
    }

    [MethodImpl(OptimizedAtOnce.Loop)]
    private void ReadPairs(scoped Span<ushort> symbols)
    {
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        var (mask, a, b, next) = ((uint)_slots.Length - 1, _a, _b, _next);
        var i = 0;
        for (; i + 1 < symbols.Length; i += 2)
        {
            var first = Unsafe.Add(ref slots, a & mask);
            var second = Unsafe.Add(ref slots, b & mask);
            symbols[i] = FrequencyTable.Symbol(first);
            symbols[i + 1] = FrequencyTable.Symbol(second);
            a = Advance(first, a, ref next);
            b = Advance(second, b, ref next);
        }

        if (i < symbols.Length)
        {
            // After an odd number of symbols it is the other state's turn.
            var slot = Unsafe.Add(ref slots, a & mask);
            symbols[i] = FrequencyTable.Symbol(slot);
            (a, b) = (b, Advance(slot, a, ref next));
        }

        (_a, _b, _next) = (a, b, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Advance(uint slot, uint state, ref int next)
    {
        state = (FrequencyTable.Frequency(slot) * (state >> _precision)) + FrequencyTable.Place(slot);
        if (state >= RangeCoding.LowerBound)
        {
            return state;
        }

        var word = next <= _words.Length - sizeof(ushort) ? BinaryPrimitives.ReadUInt16LittleEndian(_words[next..]) : 0u;
        next = Math.Min(next, _words.Length) + sizeof(ushort);
        return (state << 16) | word;
    }

    private uint ReadState()
    {
        var state = _words.Length - _next >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(_words[_next..]) : 0;
        _next += sizeof(uint);
        return state >= RangeCoding.LowerBound ? state : throw _context.Fail("its coded numbers have no valid start");
    }
}
