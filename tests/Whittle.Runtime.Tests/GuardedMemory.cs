using System.Runtime.InteropServices;

namespace Whittle.Runtime.Tests;

/// <summary>Memory beside an inaccessible page: one byte too far is a crash, not a silent read. Plain memory where neither mmap nor VirtualAlloc exists.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int NoAccess = 0;
    private const int ReadWrite = 3;
    private readonly byte* _region;
    private readonly nuint _size;
    private readonly byte* _data;
    private readonly int _bytes;

    /// <param name="bytes">Bytes of data.</param>
    /// <param name="atEnd">Whether the data end where an inaccessible page begins; otherwise they begin where one ends.</param>
    public GuardedMemory(int bytes, bool atEnd)
    {
        _bytes = bytes;
        var page = (nuint)Environment.SystemPageSize;
        var pages = ((nuint)bytes + page - 1) / page * page;
        _size = pages + (2 * page);
        _region = Allocate(_size);
        Protect(_region, page);
        Protect(_region + page + pages, page);
        _data = atEnd ? _region + page + pages - bytes : _region + page;
        Bytes.Fill(0xA5);
    }

    public Span<byte> Bytes => new(_data, _bytes);

    /// <summary>The data as elements of another type.</summary>
    public Span<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            _ = VirtualFree(_region, 0, 0x8000);
        }
        else if (OperatingSystem.IsLinux())
        {
            _ = Unmap(_region, _size);
        }
        else
        {
            NativeMemory.Free(_region);
        }
    }

    private static byte* Allocate(nuint size)
    {
        var region = OperatingSystem.IsWindows() ? VirtualAlloc(null, size, 0x3000, 4)
            : OperatingSystem.IsLinux() ? Map(null, size, ReadWrite, 0x22, -1, 0)
            : NativeMemory.Alloc(size);
        return region != (void*)-1 && region != null ? (byte*)region : throw new InvalidOperationException($"No {size} bytes of guarded memory.");
    }

    private static void Protect(byte* start, nuint size)
    {
        var done = OperatingSystem.IsWindows() ? VirtualProtect(start, size, 1, out _) != 0
            : !OperatingSystem.IsLinux() || SetProtection(start, size, NoAccess) == 0;
        if (!done)
        {
            throw new InvalidOperationException("A guard page could not be protected.");
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int SetProtection(void* address, nuint length, int protection);

    [LibraryImport("kernel32")]
    private static partial void* VirtualAlloc(void* address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32")]
    private static partial int VirtualProtect(void* address, nuint size, uint protection, out uint old);

    [LibraryImport("kernel32")]
    private static partial int VirtualFree(void* address, nuint size, uint type);
}
