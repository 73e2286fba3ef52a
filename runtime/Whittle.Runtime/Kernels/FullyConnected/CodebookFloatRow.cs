using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One input row against panels of codebook indices.</summary>
internal static unsafe class CodebookFloatRow<TLookup, TLanes, TVector, TIndices>
    where TLookup : struct, ICodebookLookup<TVector, TIndices>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : unmanaged
    where TIndices : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        float* input, uint* indices, float* codebook, float* bias, float* output, int inputs, int outputs, float minimum, float maximum)
    {
        var groups = (inputs + CodebookFloatPanels.InputsPerLane - 1) / CodebookFloatPanels.InputsPerLane;
        for (var first = 0; first < outputs; first += 2 * TLanes.Count)
        {
            Panel(input, indices + ((long)first * groups), codebook, bias + first, output + first, inputs, outputs - first, minimum, maximum);
        }
    }

    // Vectors a and b of the panel; two sums each, for even and odd inputs. The eight shifts are constants.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Panel(float* x, uint* w, float* codebook, float* bias, float* y, int inputs, int outputs, float minimum, float maximum)
    {
        TVector lower = TLanes.Load(codebook), upper = TLanes.Load(codebook + TLookup.UpperOffset);
        TVector a0 = TLanes.Load(bias), b0 = TLanes.Load(bias + TLanes.Count), a1 = default, b1 = default;
        for (; inputs >= CodebookFloatPanels.InputsPerLane; inputs -= CodebookFloatPanels.InputsPerLane, x += CodebookFloatPanels.InputsPerLane)
        {
            TIndices i = TLookup.Load(w), j = TLookup.Load(w + TLanes.Count);
            w += 2 * TLanes.Count;
            Step(x[0], lower, upper, i, j, 0, ref a0, ref b0);
            Step(x[1], lower, upper, i, j, 4, ref a1, ref b1);
            Step(x[2], lower, upper, i, j, 8, ref a0, ref b0);
            Step(x[3], lower, upper, i, j, 12, ref a1, ref b1);
            Step(x[4], lower, upper, i, j, 16, ref a0, ref b0);
            Step(x[5], lower, upper, i, j, 20, ref a1, ref b1);
            Step(x[6], lower, upper, i, j, 24, ref a0, ref b0);
            Step(x[7], lower, upper, i, j, 28, ref a1, ref b1);
        }

        for (var k = 0; k < inputs; k++)
        {
            Step(x[k], lower, upper, TLookup.Load(w), TLookup.Load(w + TLanes.Count), 4 * k, ref a0, ref b0);
        }

        TVector low = TLanes.Broadcast(minimum), high = TLanes.Broadcast(maximum);
        TLanes.StoreFirst(TLanes.Clamp(TLanes.Add(a0, a1), low, high), y, Math.Min(outputs, TLanes.Count));
        if (outputs > TLanes.Count)
        {
            TLanes.StoreFirst(TLanes.Clamp(TLanes.Add(b0, b1), low, high), y + TLanes.Count, Math.Min(outputs - TLanes.Count, TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float input, TVector lower, TVector upper, TIndices i, TIndices j, int shift, ref TVector a, ref TVector b)
    {
        var x = TLanes.Broadcast(input);
        a = TLanes.MultiplyAdd(x, TLookup.Look(lower, upper, i, shift), a);
        b = TLanes.MultiplyAdd(x, TLookup.Look(lower, upper, j, shift), b);
    }
}
