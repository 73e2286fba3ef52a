using System.Runtime.InteropServices;

namespace Whittle.Runtime.Tests.Quantized;

/// <summary>Elements that end at the border of a page which nobody may touch (on Linux; elsewhere plain memory).</summary>
internal sealed unsafe class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int PageSize = 4096;

    private readonly byte* _pages;

    private readonly nuint _size;

    private readonly T* _first;

    private readonly int _length;

    public GuardedBuffer(ReadOnlySpan<T> values)
    {
        _length = values.Length;
        var bytes = values.Length * sizeof(T);
        var used = ((bytes + PageSize - 1) / PageSize * PageSize) + PageSize;
        _size = (nuint)used + PageSize;
        _pages = (byte*)NativeMemory.AlignedAlloc(_size, PageSize);
        _first = (T*)(_pages + used - bytes);
        Protect(readable: false);
        values.CopyTo(Span);
    }

    public Span<T> Span => new(_first, _length);

    public void Dispose()
    {
        Protect(readable: true);
        NativeMemory.AlignedFree(_pages);
    }

    private void Protect(bool readable)
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(0, GuardedBufferNative.Protect(_pages + _size - PageSize, PageSize, readable ? 3 : 0));
        }
    }
}

internal static unsafe partial class GuardedBufferNative
{
    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Protect(void* address, nuint length, int protection);
}
