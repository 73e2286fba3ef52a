using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime;

/// <summary>How many vector instructions of each width a core starts at once.</summary>
internal static class VectorPorts
{
    /// <summary>Whether a 512-bit instruction takes two of three 256-bit ports, so that while one waits, 256-bit multiplications have one port for two.</summary>
    /// <remarks>So it is in Intel's cores (Intel 64 and IA-32 Architectures Optimization Reference Manual, "Skylake Server Microarchitecture", and those that
    /// came after), whereas AMD's give every width as many. What 256 bits do as well is better left to them there.</remarks>
    public static bool WideTakesTwo { get; } = X86Base.IsSupported && IsIntel();

    // "GenuineIntel", four letters in each of EBX, EDX and ECX.
    private static bool IsIntel() => X86Base.CpuId(0, 0) is (_, 0x756E6547, 0x6C65746E, 0x49656E69);
}
