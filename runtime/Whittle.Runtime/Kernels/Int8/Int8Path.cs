using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>How an int8 layer multiplies and accumulates; all paths give the same bits.</summary>
internal enum Int8Path
{
    /// <summary>Plain C#.</summary>
    Scalar,

    /// <summary>128 bits, bytes widened to 16 bits.</summary>
    Vector128,

    /// <summary>256 bits, bytes widened to 16 bits (<c>vpmaddwd</c>).</summary>
    Avx2,

    /// <summary>256 bits with <c>vpdpbusd</c>, 16 registers.</summary>
    Avx2Vnni,

    /// <summary>512 bits, bytes widened to 16 bits.</summary>
    Avx512,

    /// <summary>256-bit <c>vpdpbusd</c> (.NET 10 exposes no wider one) with 32 registers, and 512 bits everywhere else.</summary>
    Avx512Vnni,

    /// <summary>The same registers, but 256 bits wherever 512 are not worth a closed port (<see cref="VectorPorts.WideTakesTwo"/>).</summary>
    Avx512VnniNarrow,
}

internal static class Int8Paths
{
    /// <summary>The fastest path of an instruction-set level on this machine.</summary>
    public static Int8Path Of(IsaLevel level) => level switch
    {
        IsaLevel.Avx512 => !AvxVnni.IsSupported ? Int8Path.Avx512 : VectorPorts.WideTakesTwo ? Int8Path.Avx512VnniNarrow : Int8Path.Avx512Vnni,
        IsaLevel.Avx2 => AvxVnni.IsSupported ? Int8Path.Avx2Vnni : Int8Path.Avx2,
        IsaLevel.Vector128 => Int8Path.Vector128,
        _ => Int8Path.Scalar,
    };

    /// <summary>The level that a path needs.</summary>
    public static IsaLevel Level(this Int8Path path) => path switch
    {
        Int8Path.Avx512VnniNarrow or Int8Path.Avx512Vnni or Int8Path.Avx512 => IsaLevel.Avx512,
        Int8Path.Avx2Vnni or Int8Path.Avx2 => IsaLevel.Avx2,
        Int8Path.Vector128 => IsaLevel.Vector128,
        _ => IsaLevel.Scalar,
    };

    /// <summary>Whether a path multiplies by <c>vpdpbusd</c>.</summary>
    public static bool UsesVnni(this Int8Path path) => path is Int8Path.Avx2Vnni or Int8Path.Avx512Vnni or Int8Path.Avx512VnniNarrow;

    /// <summary>The level whose vector width sums that passed through memory end with.</summary>
    public static IsaLevel EndingLevel(this Int8Path path) => path == Int8Path.Avx512VnniNarrow ? IsaLevel.Avx2 : path.Level();

    /// <summary>Every path that this machine can run.</summary>
    public static IEnumerable<Int8Path> Supported => Enum.GetValues<Int8Path>().Where(IsSupported);

    private static bool IsSupported(Int8Path path) =>
        path.Level() <= Isa.Supported && (AvxVnni.IsSupported || !path.UsesVnni());
}
