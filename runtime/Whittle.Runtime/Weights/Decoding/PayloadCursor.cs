namespace Whittle.Runtime.Weights.Decoding;

/// <summary>Goes through bytes from front to back and never past their end.</summary>
internal ref struct PayloadCursor(ReadOnlySpan<byte> bytes, WeightContext context)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly WeightContext Context => context;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte UInt8() => Take(1)[0];

    /// <summary>The next bytes. The length may be any number: it is checked.</summary>
    public ReadOnlySpan<byte> Take(long length)
    {
        if ((ulong)length > (ulong)_rest.Length)
        {
            throw context.Fail($"{length} more bytes are needed, {_rest.Length} are left");
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    /// <summary>A number of seven bits a byte, lowest first; the highest bit says that more follow.</summary>
    public ulong Number()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = UInt8();
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return value;
            }
        }

        throw context.Fail("a number takes more than ten bytes");
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <param name="least">Least number allowed.</param>
    /// <param name="most">Largest number allowed.</param>
    /// <param name="what">What it is, for the error.</param>
    /// <param name="tensor">Of which tensor, for the error; -1 where that goes without saying. (Text is put together for errors only.)</param>
    public int Number(int least, int most, string what, int tensor = -1)
    {
        var value = Number();
        return value >= (ulong)least && value <= (ulong)most
            ? (int)value
            : throw context.Fail($"{what}{(tensor < 0 ? "" : $" (tensor {tensor})")} is {value}, allowed are {least} to {most}");
    }

    /// <summary>A number with a sign, which is its lowest bit.</summary>
    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public readonly void RequireEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw context.Fail($"{_rest.Length} bytes are left over");
        }
    }
}
