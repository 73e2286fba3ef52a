using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Layouts;

namespace Whittle.Runtime.Kernels;

/// <summary>The instructions that a gather kernel is made of.</summary>
internal enum GatherKind
{
    /// <summary>128-bit vectors, windows of 16 bytes.</summary>
    Shuffle128,

    /// <summary>AVX2, windows of 16 bytes.</summary>
    Shuffle256,

    /// <summary>AVX2 and VNNI, windows of 16 bytes.</summary>
    Shuffle256Vnni,

    /// <summary>512 bits, windows of 64 bytes.</summary>
    Permute64,

    /// <summary>512 bits, windows of 128 bytes.</summary>
    Permute128,

    /// <summary>512 bits, two windows of 64 bytes each.</summary>
    PermutePair64,
}

/// <summary>Which gather kernels an int8 path has.</summary>
internal static class GatherKinds
{
    public static GatherTarget TargetOf(Int8Path path) => path switch
    {
        Int8Path.Avx512Vnni when Avx512Vbmi.IsSupported => GatherTarget.Avx512Vnni,
        Int8Path.Avx512VnniNarrow when Avx512Vbmi.IsSupported => GatherTarget.Avx512VnniNarrow,
        Int8Path.Avx512 when Avx512Vbmi.IsSupported => GatherTarget.Avx512,
        _ when path.UsesVnni() => GatherTarget.Avx2Vnni,
        Int8Path.Vector128 => GatherTarget.Vector128,
        _ => GatherTarget.Avx2,
    };

    public static GatherKind Of(GatherFormat format) => format.Window switch
    {
        128 => GatherKind.Permute128,
        64 => format.Windows == 2 ? GatherKind.PermutePair64 : GatherKind.Permute64,
        _ => format.Lanes == 4 ? GatherKind.Shuffle128 : format.PairSafe ? GatherKind.Shuffle256 : GatherKind.Shuffle256Vnni,
    };
}
