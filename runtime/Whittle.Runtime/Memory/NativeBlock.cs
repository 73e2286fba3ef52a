using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Memory;

/// <summary>Zeroed, 64-byte aligned bytes of native memory that live until their owner is collected.</summary>
/// <remarks>What <see cref="NativeBuffer{T}"/> is made of. Layers that most models have use it as it is: generic code over numbers is compiled again for every
/// type, in every process, ahead-of-time images or not.</remarks>
internal sealed unsafe class NativeBlock
{
    private const int Alignment = 64;
    private readonly byte* _pointer;
    private readonly nuint _bytes;

    /// <exception cref="OutOfMemoryException">The block is not to be had.</exception>
    public NativeBlock(nuint bytes)
    {
        _bytes = checked(bytes + Alignment);
        _pointer = (byte*)NativeMemory.AlignedAlloc(_bytes, Alignment);
        NativeMemory.Clear(_pointer, _bytes);
        GC.AddMemoryPressure((long)_bytes);
    }

    ~NativeBlock()
    {
        NativeMemory.AlignedFree(_pointer);
        GC.RemoveMemoryPressure((long)_bytes);
    }

    /// <summary>Address of the first byte; keep the block alive (<see cref="GC.KeepAlive"/>) while it is used.</summary>
    public byte* Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pointer;
    }
}
