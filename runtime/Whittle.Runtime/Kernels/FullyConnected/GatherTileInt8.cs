using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Gather steps with one vector per step: a lane is a row, its four bytes are the row's slots. Two steps are in flight.</summary>
internal static unsafe class GatherTileInt8<TLanes, TVector, TSign>
    where TLanes : IInt8Lanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Blocks(byte* x, byte* steps, int* offsets, int* stepsOfBlock, int blocks, int* y)
    {
        var bytes = TLanes.Lanes * 4;
        for (; blocks > 0; blocks--, stepsOfBlock++, y += TLanes.Lanes)
        {
            TVector a = default, b = default;
            for (var step = *stepsOfBlock; step > 0; step -= 2, offsets += 2, steps += 4 * bytes)
            {
                a = TLanes.MultiplyAdd(a, Gather(x + offsets[0], steps), TLanes.Load(steps + bytes));
                b = TLanes.MultiplyAdd(b, Gather(x + offsets[1], steps + (2 * bytes)), TLanes.Load(steps + (3 * bytes)));
            }

            TLanes.Store(TLanes.Add(a, b), y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gather(byte* window, byte* indices)
    {
        var bytes = TLanes.Gather(window, indices);
        return TSign.Signed ? TLanes.FlipSigns(bytes) : bytes;
    }
}
