namespace Whittle.Runtime.Layouts;

/// <summary>Which int8 weights Winograd's convolution has the bits for, as compiler and runtime both see it.</summary>
internal static class WinogradRange
{
    /// <summary>Its sums are counted modulo 2³² and 64 times too large.</summary>
    private const int LargestSum = int.MaxValue / 64;

    /// <summary>Whether no activations (taken as unsigned) can bring any output's sum beyond what fits.</summary>
    /// <param name="weights">[outputs, …].</param>
    /// <param name="outputs">Number of outputs.</param>
    public static bool Fits(ReadOnlySpan<sbyte> weights, int outputs)
    {
        var depth = weights.Length / outputs;
        for (var first = 0; first < weights.Length; first += depth)
        {
            var (negative, positive) = (0L, 0L);
            foreach (int weight in weights.Slice(first, depth))
            {
                negative += Math.Min(weight, 0);
                positive += Math.Max(weight, 0);
            }

            if (byte.MaxValue * Math.Max(-negative, positive) > LargestSum)
            {
                return false;
            }
        }

        return true;
    }
}
