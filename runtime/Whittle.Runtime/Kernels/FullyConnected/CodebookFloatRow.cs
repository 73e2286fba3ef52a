using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One input row against panels of codebook indices, for AVX-512: the whole codebook lies in one register.</summary>
internal static unsafe class CodebookFloatRow
{
    private const int Lanes = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        float* input, uint* indices, float* codebook, float* bias, float* output, int inputs, int outputs, float minimum, float maximum)
    {
        var groups = (inputs + CodebookFloatPanels.InputsPerLane - 1) / CodebookFloatPanels.InputsPerLane;
        for (var first = 0; first < outputs; first += CodebookFloatPanels.Outputs)
        {
            Panel(input, indices + ((long)first * groups), codebook, bias + first, output + first, inputs, outputs - first, minimum, maximum);
        }
    }

    // Vectors a and b of the panel; four sums each, for inputs 4i to 4i + 3, as two would wait for one another. The eight shifts are constants.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Panel(float* x, uint* w, float* codebook, float* bias, float* y, int inputs, int outputs, float minimum, float maximum)
    {
        var book = Vector512.Load(codebook);
        Vector512<float> a0 = Vector512.Load(bias), b0 = Vector512.Load(bias + Lanes);
        Vector512<float> a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
        for (; inputs >= CodebookFloatPanels.InputsPerLane; inputs -= CodebookFloatPanels.InputsPerLane, x += CodebookFloatPanels.InputsPerLane)
        {
            Vector512<uint> i = Vector512.Load(w), j = Vector512.Load(w + Lanes);
            w += CodebookFloatPanels.Outputs;
            Step(x[0], book, i, j, 0, ref a0, ref b0);
            Step(x[1], book, i, j, 4, ref a1, ref b1);
            Step(x[2], book, i, j, 8, ref a2, ref b2);
            Step(x[3], book, i, j, 12, ref a3, ref b3);
            Step(x[4], book, i, j, 16, ref a0, ref b0);
            Step(x[5], book, i, j, 20, ref a1, ref b1);
            Step(x[6], book, i, j, 24, ref a2, ref b2);
            Step(x[7], book, i, j, 28, ref a3, ref b3);
        }

        for (var k = 0; k < inputs; k++)
        {
            Step(x[k], book, Vector512.Load(w), Vector512.Load(w + Lanes), 4 * k, ref a0, ref b0);
        }

        Vector512<float> low = Vector512.Create(minimum), high = Vector512.Create(maximum);
        TileLanes512.StoreFirst(TileLanes512.Clamp(a0 + a1 + (a2 + a3), low, high), y, Math.Min(outputs, Lanes));
        if (outputs > Lanes)
        {
            TileLanes512.StoreFirst(TileLanes512.Clamp(b0 + b1 + (b2 + b3), low, high), y + Lanes, Math.Min(outputs - Lanes, Lanes));
        }
    }

    // vpermps looks at the low four bits of each lane only, so the other indices need no mask.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        float input, Vector512<float> book, Vector512<uint> i, Vector512<uint> j, int shift, ref Vector512<float> a, ref Vector512<float> b)
    {
        var x = Vector512.Create(input);
        a = Avx512F.FusedMultiplyAdd(x, Avx512F.PermuteVar16x32(book, (i >>> shift).AsInt32()), a);
        b = Avx512F.FusedMultiplyAdd(x, Avx512F.PermuteVar16x32(book, (j >>> shift).AsInt32()), b);
    }
}
