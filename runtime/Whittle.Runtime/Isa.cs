using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime;

/// <summary>Instruction-set paths of the kernels, each including the ones before it.</summary>
public enum IsaLevel
{
    /// <summary>Plain C#: the truth the other paths are compared with.</summary>
    Scalar = 0,

    /// <summary>128-bit vectors: Arm64, WebAssembly, and x64 without AVX2.</summary>
    Vector128 = 1,

    /// <summary>256-bit vectors (AVX2 and FMA), with AVX-VNNI where the CPU has it.</summary>
    Avx2 = 2,

    /// <summary>512-bit vectors (AVX-512 F, BW, DQ, VL), with VBMI and VNNI where the CPU has them.</summary>
    Avx512 = 3,
}

/// <summary>Which instruction-set path the kernels take on this machine.</summary>
public static class Isa
{
    /// <summary>The widest path that this machine supports, as the JIT sees it (so <c>DOTNET_EnableAVX2=0</c> and its kin count).</summary>
    public static IsaLevel Supported { get; } =
        Avx512BW.VL.IsSupported && Avx512DQ.IsSupported ? IsaLevel.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? IsaLevel.Avx2
        : Vector128.IsHardwareAccelerated ? IsaLevel.Vector128
        : IsaLevel.Scalar;

    /// <summary>The path in use: <see cref="Supported"/>, lowered by the environment variable <c>WHITTLE_ISA</c> (scalar, vector128, avx2, avx512).</summary>
    public static IsaLevel Best { get; } = Lower(Supported, Environment.GetEnvironmentVariable("WHITTLE_ISA"));

    internal static IsaLevel Lower(IsaLevel supported, string? wanted)
    {
        if (string.IsNullOrEmpty(wanted))
        {
            return supported;
        }

        if (!Enum.TryParse<IsaLevel>(wanted, ignoreCase: true, out var level) || !Enum.IsDefined(level))
        {
            throw new ArgumentException($"WHITTLE_ISA is '{wanted}'; it must be scalar, vector128, avx2 or avx512.");
        }

        return level < supported ? level : supported;
    }
}
