using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Sums of a block whose rows have several lanes each.</summary>
internal static unsafe class GatherFold
{
    /// <summary>Adds the lanes that are <paramref name="stride"/> apart, halving until so many are left; overwrites the lanes. All counts are powers of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int* lanes, int count, int stride, int* destination)
    {
        for (; count > stride && count > 4; count /= 2)
        {
            for (var i = 0; i < count / 2; i += 4)
            {
                (Vector128.Load(lanes + i) + Vector128.Load(lanes + (count / 2) + i)).Store(lanes + i);
            }
        }

        for (; count > stride; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                lanes[i] += lanes[(count / 2) + i];
            }
        }

        for (var i = 0; i < stride; i++)
        {
            destination[i] = lanes[i];
        }
    }
}
