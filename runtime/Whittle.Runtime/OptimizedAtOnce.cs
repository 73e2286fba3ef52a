using System.Runtime.CompilerServices;

namespace Whittle.Runtime;

/// <summary>The attribute of loops that are in the ahead-of-time image: plain C# and 256 bits (AVX2, AVX-VNNI), the instructions that it is compiled for.</summary>
/// <remarks>Compiled just in time they are optimized at once, as all kernels are. <see cref="MethodImplOptions.AggressiveOptimization"/> would keep them out of
/// the image, which holds them optimized anyway. 512 and 128 bits are for processors that the image's instructions do not match: those kernels keep it.</remarks>
internal static class OptimizedAtOnce
{
#if PRECOMPILED
    // A tile stays a method of its own: inlined into its caller it would lose its registers.
    public const MethodImplOptions Loop = MethodImplOptions.NoInlining;
#else
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization;
#endif
}
