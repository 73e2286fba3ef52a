using System.Runtime.InteropServices;

namespace Whittle.Runtime.Tests.Float;

/// <summary>Whole pages between two guard pages, from which a test takes one span at a time: at the end or at the beginning of the pages.</summary>
/// <remarks>One arena serves thousands of cases; bytes around the span hold a pattern that <see cref="AssertUntouched"/> looks for.</remarks>
internal sealed class Arena<T> : IDisposable
    where T : unmanaged
{
    private const byte Pattern = 0xA5;
    private readonly GuardedMemory _memory;
    private int _start;
    private int _bytes;

    public Arena(int capacity)
    {
        var page = Environment.SystemPageSize;
        _memory = new GuardedMemory(((capacity * Marshal.SizeOf<T>()) + page - 1) / page * page, atEnd: false);
    }

    /// <summary>Takes a span and gives the previous one up.</summary>
    public Span<T> Take(int length, bool atEnd)
    {
        _bytes = length * Marshal.SizeOf<T>();
        _start = atEnd ? _memory.Bytes.Length - _bytes : 0;
        _memory.Bytes.Fill(Pattern);
        return MemoryMarshal.Cast<byte, T>(_memory.Bytes.Slice(_start, _bytes));
    }

    /// <summary>Nothing around the span was written.</summary>
    public void AssertUntouched() =>
        Assert.False(_memory.Bytes[.._start].ContainsAnyExcept(Pattern) || _memory.Bytes[(_start + _bytes)..].ContainsAnyExcept(Pattern));

    public void Dispose() => _memory.Dispose();
}
