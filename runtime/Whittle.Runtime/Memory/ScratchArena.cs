using System.Runtime.InteropServices;

namespace Whittle.Runtime.Memory;

/// <summary>One block of native memory that a thread lends to its predictions. A dying thread drops it, the finalizer frees it.</summary>
internal sealed unsafe class ScratchArena : IDisposable
{
    internal const int Alignment = 64;

    /// <summary>Readable bytes after the end, for kernels that read whole vectors.</summary>
    private const int Slack = 64;

    internal ScratchArena(int bytes)
    {
        Bytes = bytes;
        Pointer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes + Slack, Alignment);
        GC.AddMemoryPressure((long)bytes + Slack);
    }

    ~ScratchArena() => Release();

    internal byte* Pointer { get; private set; }

    internal int Bytes { get; }

    /// <summary>The arena below in the thread's stack, while this one is not lent out.</summary>
    internal ScratchArena? Next { get; set; }

    internal bool IsLent { get; set; }

    /// <summary>Frees at once what is known to be unused, instead of waiting for a collection.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure((long)Bytes + Slack);
    }
}
