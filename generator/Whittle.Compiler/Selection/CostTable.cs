namespace Whittle.Compiler.Selection;

/// <summary>Break-even points between kernels, measured on one core of an AMD Zen 5 (AVX-512, 32 KB of first-level cache).</summary>
internal static class CostTable
{
    /// <summary>Density below which the gather-dot int8 kernel beats dense panels: 2.03 bytes a slot at a fill of about 0.9 against one byte a weight.</summary>
    public const double SparseInt8Below = 0.45;

    /// <summary>Density below which windows of 32 floats beat dense float panels.</summary>
    public const double SparseFloatBelow = 0.4;

    /// <summary>A window needs this many inputs to hold more than one step.</summary>
    public const int SparseMinimumInputs = 32;

    /// <summary>Entries that one register permutation can look up.</summary>
    public const int CodebookEntries = 16;

    /// <summary>Expanded floats up to this size stay in the first-level cache, where decoding gains nothing.</summary>
    public const long CodebookAboveBytes = 32 * 1024;

    /// <summary>Vector operations up to which straight-line code beats a kernel's call and loop: both take 20 ns there, with 512-bit kernels against 256-bit
    /// straight-line code; a processor without 512 bits would unroll twice as much.</summary>
    public const long UnrolledUpToOperations = 160;

    /// <summary>Outputs that one vector of straight-line code holds.</summary>
    public const int UnrolledLanes = 8;

    /// <summary>int8 weights beyond this leave the second-level cache, so that fetching half as many bytes pays for looking them up.</summary>
    public const long CodebookInt8AboveBytes = 800 * 1024;

    /// <summary>Below this density, gather-dot reads fewer bytes still than four bits a weight.</summary>
    public const double CodebookInt8AboveDensity = 0.3;

    /// <summary>Values of binary weights, which take a bit each.</summary>
    public const int BinaryEntries = 2;

    /// <summary>From this many weights on, summing by bits is faster than multiplying.</summary>
    public const long BinaryFromWeights = 4096;

    /// <summary>Rows up to which weights are decoded in the kernel; more rows use every weight more often, so they are expanded once.</summary>
    public const int CodebookInt8Rows = 3;
}
