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

    /// <param name="bytes">Its size; as many as the alignment more are allocated, and zero.</param>
    /// <exception cref="OutOfMemoryException">The block is not to be had.</exception>
    public NativeBlock(nuint bytes)
    {
        Bytes = bytes;
        var allocated = checked(bytes + Alignment);
        _pointer = (byte*)NativeMemory.AlignedAlloc(allocated, Alignment);
        NativeMemory.Clear(_pointer, allocated);
        GC.AddMemoryPressure((long)allocated);
        Interlocked.Add(ref NativeBuffer.LiveBytes, (long)allocated);
    }

    ~NativeBlock()
    {
        NativeMemory.AlignedFree(_pointer);
        GC.RemoveMemoryPressure((long)Bytes + Alignment);
        Interlocked.Add(ref NativeBuffer.LiveBytes, -((long)Bytes + Alignment));
    }

    public nuint Bytes { get; }

    /// <summary>Address of the first byte; keep the block alive (<see cref="GC.KeepAlive"/>) while it is used.</summary>
    public byte* Pointer
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pointer;
    }
}
