using System.Numerics;
using Whittle.Runtime.Weights.Format;

namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Reads a stream of numbers below the size of their alphabet.</summary>
internal ref struct SymbolReader
{
    /// <summary>Symbols that callers read at a time: they stay in the first-level cache.</summary>
    internal const int Chunk = 1024;

    private readonly WeightContext _context;
    private readonly int _alphabet;
    private readonly bool _isCoded;
    private BitReader _packed;
    private RangeReader _coded;

    internal SymbolReader(ref PayloadCursor cursor, int count, int alphabet)
    {
        _context = cursor.Context;
        _alphabet = alphabet;
        switch ((StoredSymbols)cursor.UInt8())
        {
            case StoredSymbols.Packed:
                var bits = alphabet == 1 ? 0 : BitOperations.Log2((uint)alphabet - 1) + 1;
                _packed = new BitReader(cursor.Take((((long)count * bits) + 7) / 8), bits);
                break;
            case StoredSymbols.Coded when alphabet <= RangeCoding.MaximumAlphabet:
                _isCoded = true;
                _coded = new RangeReader(ref cursor, count, alphabet);
                break;
            default:
                throw _context.Fail($"its numbers below {alphabet} are stored in an unknown way");
        }
    }

    /// <summary>The next symbols, as many as there is room for, every one below the alphabet's size. At most as many as were announced.</summary>
    internal void Read(scoped Span<ushort> symbols)
    {
        if (_isCoded)
        {
            // Its table of frequencies has no other symbols.
            _coded.Read(symbols);
        }
        else if (_packed.Read(symbols) >= _alphabet)
        {
            throw _context.Fail($"an index is not below its codebook's {_alphabet} entries");
        }
    }

    internal readonly void RequireEnd()
    {
        if (_isCoded)
        {
            _coded.RequireEnd();
        }
    }
}
