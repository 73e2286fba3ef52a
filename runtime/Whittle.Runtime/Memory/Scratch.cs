using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Memory;

/// <summary>Scratch memory on loan from <see cref="ScratchPool"/>; dispose it to give it back.</summary>
public readonly unsafe ref struct Scratch
{
    private readonly ScratchArena _arena;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Scratch(ScratchArena arena) => _arena = arena;

    internal ScratchArena Arena => _arena;

    /// <summary>A buffer within the arena. Its contents are undefined; a <paramref name="byteOffset"/> that is a multiple of 64 keeps it aligned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The buffer lies outside the arena, which is at least as large as what was rented.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Get<T>(int byteOffset, int length)
        where T : unmanaged
    {
        if (byteOffset < 0 || length < 0 || byteOffset + ((long)length * sizeof(T)) > _arena.Bytes)
        {
            Throw(byteOffset);
        }

        return new(_arena.Pointer + byteOffset, length);
    }

    /// <summary>Gives the memory back to this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose() => ScratchPool.Return(_arena);

    private static void Throw(int byteOffset) =>
        throw new ArgumentOutOfRangeException(nameof(byteOffset), byteOffset, "The buffer lies outside the rented scratch memory.");
}
