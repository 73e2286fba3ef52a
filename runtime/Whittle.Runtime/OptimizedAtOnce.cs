using System.Runtime.CompilerServices;

namespace Whittle.Runtime;

/// <summary>How loops are compiled that are in the ahead-of-time image: plain C# and 256 bits (AVX2, AVX-VNNI), the instructions that it is for.</summary>
/// <remarks>Compiled just in time they are optimized at once, as all kernels are: weights are decoded and packed before a method would reach its second tier.
/// AggressiveOptimization would keep them out of the image, which holds them optimized anyway. Loops of 512 bits and such as are generic over numbers are never in
/// it, and those of 128 bits are for processors that refuse it: they keep the attribute.</remarks>
internal static class OptimizedAtOnce
{
#if PRECOMPILED
    // A tile stays a method of its own: inlined into its caller it would lose its registers.
    public const MethodImplOptions Loop = MethodImplOptions.NoInlining;
#else
    // AggressiveOptimization, which .NET Standard 2.0 has no name for: the compiler shares some of these loops.
    public const MethodImplOptions Loop = (MethodImplOptions)512;
#endif
}
