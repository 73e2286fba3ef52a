using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Whether weights are small enough (int4, ternary, binary, small int8 ones) for sums of 16 bits, and whether that is quicker.</summary>
internal static class LowBitWeights
{
    /// <summary>Fewer steps per sum and widening takes too much of what is gained.</summary>
    public const int FewestSteps = 4;

    /// <summary>Sums are 16 bits wide, signed; two bytes go into each at every step.</summary>
    private const int LargestSum = short.MaxValue;

    /// <summary>How many steps of four weights a sum of 16 bits can take, whatever the activations are; 0 if not even one.</summary>
    /// <param name="weights">The layer's weights.</param>
    public static int StepsPerSum(ReadOnlySpan<sbyte> weights)
    {
        // Which two weights meet depends on how runs are cut into steps; twice the largest one is safe for all.
        var largest = 2 * Magnitude(weights);
        return largest == 0 ? int.MaxValue : LargestSum / (byte.MaxValue * largest);
    }

    /// <summary>Whether tiles of 16-bit sums pay on a path. (A single position is bound by reading its weights; and with 256-bit <c>vpdpbusd</c> alone there is nothing to gain.)</summary>
    public static bool Pay(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
    {
        var panel = path switch
        {
            Int8Path.Avx512 or Int8Path.Avx512Vnni => 32,
            Int8Path.Avx2 => 16,
            _ => 0,
        };
        return panel > 0
            && geometry.RowLength >= 4
            && Filled(geometry.OutputsPerGroup, panel) >= LeastFilled(path)
            && StepsPerSum(weights) >= FewestSteps;
    }

    private static double Filled(int outputs, int panel) => outputs / (double)((outputs + panel - 1) / panel * panel);

    private static double LeastFilled(Int8Path path) => path == Int8Path.Avx512Vnni ? 0.7 : 0.5;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Magnitude(ReadOnlySpan<sbyte> weights)
    {
        var (least, most) = (0, 0);
        foreach (int weight in weights)
        {
            least = Math.Min(least, weight);
            most = Math.Max(most, weight);
        }

        return Math.Max(-least, most);
    }
}
