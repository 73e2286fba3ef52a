using Whittle.Runtime.Layouts;

namespace Whittle.Compiler.Selection;

/// <summary>Break-even points between kernels, measured on one core of an AMD Zen 5 (AVX-512, 32 KB of first-level cache).</summary>
internal static class CostTable
{
    /// <summary>Density up to which int8 weights are packed for the sparse kernels, to see whether they pay: above it, even full steps do not.</summary>
    public const double SparseInt8TriedBelow = 0.65;

    /// <summary>Density below which windows of 32 floats beat dense float panels.</summary>
    public const double SparseFloatBelow = 0.4;

    /// <summary>A window needs this many inputs to hold more than one step.</summary>
    public const int SparseMinimumInputs = 32;

    /// <summary>Entries that one register permutation can look up.</summary>
    public const int CodebookEntries = 16;

    /// <summary>Expanded floats up to this size stay in the first-level cache, where decoding gains nothing.</summary>
    public const long CodebookAboveBytes = 32 * 1024;

    /// <summary>The instruction set whose costs decide between dense and sparse int8 kernels; on lesser ones a layer falls back to dense weights by itself.</summary>
    public static GatherTarget SparseInt8 => GatherTarget.Avx512Vnni;

    /// <summary>Vector operations up to which straight-line code beats a kernel's call and loop: both take 20 ns there, with 512-bit kernels against 256-bit
    /// straight-line code; a processor without 512 bits would unroll twice as much.</summary>
    public const long UnrolledUpToOperations = 160;

    /// <summary>Outputs that one vector of straight-line code holds.</summary>
    public const int UnrolledLanes = 8;
}
