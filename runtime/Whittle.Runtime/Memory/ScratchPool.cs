using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Memory;

/// <summary>Scratch memory for one prediction: a stack of arenas per thread, so renting takes no lock and, once warm, no allocation.</summary>
public static class ScratchPool
{
    /// <summary>Top of this thread's arenas that are not lent out. A prediction inside another one finds the arena below, or makes one.</summary>
    [ThreadStatic]
    private static ScratchArena? s_top;

    /// <summary>Lends at least <paramref name="bytes"/> bytes, 64-byte aligned, with undefined contents, until the result is disposed on the same
    /// thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scratch Rent(int bytes)
    {
        ref var top = ref s_top;
        var arena = top;
        if (arena is null || arena.Bytes < bytes)
        {
            return RentSlow(bytes);
        }

        top = arena.Next;
        arena.IsLent = true;
        return new(arena);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Return(ScratchArena arena)
    {
        // A copy of the ref struct that is disposed again must not lend the same arena twice.
        if (!arena.IsLent)
        {
            return;
        }

        ref var top = ref s_top;
        arena.IsLent = false;
        arena.Next = top;
        top = arena;
    }

    /// <summary>Replaces the top arena, which is too small, so that a thread keeps as many arenas as its calls nest, each as large as the largest need
    /// met there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Scratch RentSlow(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (s_top is { } small)
        {
            s_top = small.Next;
            small.Dispose();
        }

        // Whole pages, so that models of nearly the same size share an arena.
        const long Page = 4096;
        var rounded = Math.Max(Page, (bytes + Page - 1) / Page * Page);
        return new(new ScratchArena((int)Math.Min(rounded, int.MaxValue)) { IsLent = true });
    }
}
