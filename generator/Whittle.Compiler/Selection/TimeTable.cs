namespace Whittle.Compiler.Selection;

/// <summary>
/// Rates of the kernels, from which times are estimated. They are the medians of docs/performance.md (its section "Where the time goes"), so an estimate holds for
/// the machine named here and within a factor of two for single layers; elsewhere it tells which layers cost most.
/// </summary>
internal static class TimeTable
{
    /// <summary>Where the rates were measured.</summary>
    public const string Machine = "one core of an AMD Zen 5 at 3.9 GHz with AVX-512";

    /// <summary>A kernel's call, and the loops around its inner one.</summary>
    private const double CallNanoseconds = 25;

    /// <summary>Elements that steps without weights (pools, transpositions, elementwise operators) read or write in a nanosecond.</summary>
    private const double ElementsPerNanosecond = 6;

    /// <summary>Weights beyond this stream from the third-level cache.</summary>
    private const long SecondLevelBytes = 1 << 20;

    /// <summary>Estimated time of a layer with the kernel that was chosen.</summary>
    public static long OfLayer(KernelQuery query, string kernel, long macs)
    {
        var nanoseconds = kernel.StartsWith("Unrolled", StringComparison.Ordinal)
            ? 0.05 * macs
            : CallNanoseconds + (Work(query, kernel, macs) / Rate(query, kernel));
        return (long)Math.Max(1, Math.Round(nanoseconds));
    }

    /// <summary>Estimated time of a step without weights.</summary>
    public static double OfStep(long elements) => CallNanoseconds + (elements / ElementsPerNanosecond);

    /// <summary>Multiplications that the kernel's time goes with: sparse float kernels skip zeros, the others' gain over dense ones stands in the query.</summary>
    private static double Work(KernelQuery query, string kernel, long macs) => kernel switch
    {
        "SparseFullyConnectedFloat" => macs * query.Weights.Density,
        _ when kernel.StartsWith("Sparse", StringComparison.Ordinal) => macs / (query.Sparse?.Gain ?? 1),
        _ when kernel.StartsWith("Winograd", StringComparison.Ordinal) => macs / (query.Winograd?.Gain ?? 1),
        _ => macs,
    };

    /// <summary>Multiplications in a nanosecond.</summary>
    private static double Rate(KernelQuery query, string kernel)
    {
        if (kernel.Contains("Depthwise"))
        {
            return kernel.Contains("Int8") ? 36 : 30;
        }

        if (kernel.StartsWith("Planar", StringComparison.Ordinal))
        {
            return 125;
        }

        if (kernel.Contains("Convolution"))
        {
            return kernel.Contains("Int8") ? 175 : 100;
        }

        if (kernel.StartsWith("Sign", StringComparison.Ordinal))
        {
            return 500;
        }

        if (kernel.Contains("Int8"))
        {
            return kernel.Contains("Codebook") ? 147 : query.Weights.Count > SecondLevelBytes ? 93 : 140;
        }

        return kernel.Contains("Codebook") ? 61 : kernel.Contains("Sparse") ? 17 : query.Weights.Count * sizeof(float) > SecondLevelBytes ? 20 : 34;
    }
}
