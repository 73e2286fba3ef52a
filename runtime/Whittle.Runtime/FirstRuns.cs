namespace Whittle.Runtime;

/// <summary>Keeps the first predictions of a process off small 512-bit loops where 256-bit ones give the same bits nearly as fast.</summary>
/// <remarks>Loading the 512-bit vector types and compiling loops for them takes milliseconds, also where the rest of this library was compiled ahead of time:
/// that is for processors with AVX2, most of which have no wider vectors. A program that predicts a few times never earns them back; one that predicts often
/// pays once, later, as it does for all its code when the runtime finds it hot.</remarks>
internal static class FirstRuns
{
    private const int Several = 256;

    private static int s_runs;

    /// <summary>The level of the loop that is about to run. Threads may overwrite each other's counts, which only makes the first runs last longer.</summary>
    public static IsaLevel Level(IsaLevel level)
    {
        if (level != IsaLevel.Avx512 || s_runs >= Several)
        {
            return level;
        }

        s_runs++;
        return IsaLevel.Avx2;
    }
}
