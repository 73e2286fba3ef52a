namespace Whittle.Runtime.Tests.Kernels;

/// <summary>The paths that this machine can run; every test list runs on all of them.</summary>
internal static class IsaLevels
{
    internal static IEnumerable<IsaLevel> All => Enum.GetValues<IsaLevel>().Where(level => level <= Isa.Supported);
}
