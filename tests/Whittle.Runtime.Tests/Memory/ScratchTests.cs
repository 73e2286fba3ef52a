using System.Runtime.CompilerServices;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Tests.Memory;

public class ScratchTests
{
    [Fact]
    public void Rent_Nested_GivesDisjointAlignedMemory()
    {
        using var outer = ScratchPool.Rent(1000);
        using var inner = ScratchPool.Rent(1000);
        var a = outer.Get<byte>(0, 1000);
        var b = inner.Get<byte>(0, 1000);
        Assert.False(a.Overlaps(b));
        Assert.Equal(0, Address(a) % 64);
        Assert.Equal(0, Address(b) % 64);
    }

    [Fact]
    public void Rent_Steady_AllocatesNothing()
    {
        Use();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Use();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Rent_SameThread_LendsTheSameMemoryAgain()
    {
        nint first;
        using (var scratch = ScratchPool.Rent(100))
        {
            first = Address(scratch.Get<byte>(0, 1));
        }

        using var again = ScratchPool.Rent(64);
        Assert.Equal(first, Address(again.Get<byte>(0, 1)));
    }

    [Fact]
    public void Dispose_Twice_LendsOnce()
    {
        var scratch = ScratchPool.Rent(100);
        scratch.Dispose();
        scratch.Dispose();
        using var a = ScratchPool.Rent(100);
        using var b = ScratchPool.Rent(100);
        Assert.False(a.Get<byte>(0, 100).Overlaps(b.Get<byte>(0, 100)));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(1 << 20, 1)]
    [InlineData(64, int.MaxValue)]
    public void Get_Outside_Throws(int byteOffset, int length)
    {
        using var scratch = ScratchPool.Rent(4096);
        try
        {
            scratch.Get<long>(byteOffset, length);
        }
        catch (ArgumentOutOfRangeException)
        {
            return;
        }

        Assert.Fail("No exception.");
    }

    [Fact]
    public void Rent_ManyThreads_NeverShare()
    {
        Parallel.For(0, 64, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            for (var round = 0; round < 200; round++)
            {
                using var scratch = ScratchPool.Rent(4096 * ((round % 3) + 1));
                var mine = scratch.Get<int>(0, 1024);
                mine.Fill(i);
                Thread.Yield();
                Assert.False(mine.ContainsAnyExcept(i));
            }
        });
    }

    [Fact]
    public void Arena_OfDeadThread_IsCollected()
    {
        var arena = OnAnotherThread();
        for (var i = 0; i < 20 && arena.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }

        Assert.False(arena.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference OnAnotherThread()
    {
        WeakReference? arena = null;
        var thread = new Thread(() =>
        {
            using var scratch = ScratchPool.Rent(1 << 20);
            arena = new(scratch.Arena, trackResurrection: true);
        });
        thread.Start();
        thread.Join();
        return arena!;
    }

    private static void Use()
    {
        using var outer = ScratchPool.Rent(20000);
        using var inner = ScratchPool.Rent(30000);
        inner.Get<float>(64, 16)[0] = outer.Get<float>(0, 16).Length;
    }

    private static unsafe nint Address(Span<byte> span) => (nint)Unsafe.AsPointer(ref span[0]);
}
