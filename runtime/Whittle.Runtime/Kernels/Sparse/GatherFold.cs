using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Sums of a block whose rows have several lanes each.</summary>
internal static unsafe class GatherFold
{
    /// <summary>Adds the lanes that are <paramref name="stride"/> apart; both counts are powers of two. At least four sums are written.</summary>
    /// <param name="lanes">The block's lanes, at least four.</param>
    /// <param name="count">Number of lanes.</param>
    /// <param name="stride">Number of sums.</param>
    /// <param name="destination">Not after the lanes, which it may overlap.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(int* lanes, int count, int stride, int* destination)
    {
        for (var i = 0; i < stride; i += 4)
        {
            var sum = Vector128.Load(lanes + i);
            for (var next = i + Math.Max(stride, 4); next < count; next += Math.Max(stride, 4))
            {
                sum += Vector128.Load(lanes + next);
            }

            if (stride < 4)
            {
                // Lanes 0 and 2, 1 and 3; then both pairs.
                sum += Vector128.Shuffle(sum, Vector128.Create(2, 3, 0, 1));
                sum = stride == 1 ? sum + Vector128.Shuffle(sum, Vector128.Create(1, 0, 3, 2)) : sum;
            }

            sum.Store(destination + i);
        }
    }
}
