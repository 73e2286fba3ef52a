using System.Buffers;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Memory for one call, divided into parts that begin at cache lines. Rented, so that calls on several threads do not meet and none allocates
/// twice.</summary>
internal unsafe ref struct WinogradScratch
{
    private const int CacheLine = 64;
    private readonly byte[] _rented;
    private int _used;

    /// <param name="bytes">Bytes of all parts together.</param>
    /// <param name="parts">Number of parts.</param>
    public WinogradScratch(int bytes, int parts) => _rented = ArrayPool<byte>.Shared.Rent(bytes + ((parts + 1) * CacheLine));

    /// <summary>The memory, to be pinned while parts are in use.</summary>
    public readonly Span<byte> Memory => _rented;

    /// <summary>The next part.</summary>
    /// <param name="pinned">Address of the pinned memory.</param>
    /// <param name="length">Elements wanted.</param>
    public T* Take<T>(byte* pinned, int length)
        where T : unmanaged
    {
        var start = (byte*)(((nuint)pinned + (nuint)_used + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        _used = checked((int)(start - pinned) + (length * Unsafe.SizeOf<T>()));
        return (T*)start;
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
