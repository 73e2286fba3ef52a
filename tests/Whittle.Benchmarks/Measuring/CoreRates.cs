namespace Whittle.Benchmarks.Measuring;

/// <summary>What one core can do in a cycle under .NET 10, as small loops of nothing else measured it.</summary>
/// <param name="Core">Whose core.</param>
/// <param name="Int8">Multiplications of eight bits: two 256-bit <c>vpdpbusd</c>, for want of wider ones.</param>
/// <param name="Int4">Multiplications whose products are summed in 16 bits, 512 bits at a time.</param>
/// <param name="Int16">Multiplications of sixteen bits.</param>
/// <param name="Float">Multiplications of floats.</param>
/// <param name="FirstLevel">Bytes read from the first-level cache.</param>
/// <param name="SecondLevel">Bytes read from the second-level cache.</param>
/// <param name="ThirdLevel">Bytes read from the third-level cache.</param>
/// <param name="FirstBytes">What weights may take to stay in the first-level cache, beside all else.</param>
/// <param name="SecondBytes">And in the second-level cache.</param>
internal sealed record CoreRates(
    string Core, double Int8, double Int4, double Int16, double Float, double FirstLevel, double SecondLevel, double ThirdLevel, double FirstBytes, double SecondBytes)
{
    private const double Kilo = 1024;

    /// <summary>AMD's Zen 5: as many 512-bit instructions as narrower ones.</summary>
    private static readonly CoreRates s_zen5 = new("AMD Zen 5", 64, 128, 64, 32, 124, 52, 27, 32 * Kilo, 1024 * Kilo);

    /// <summary>Intel's Xeons of the fourth and fifth generation: a 512-bit instruction takes two of three ports.</summary>
    private static readonly CoreRates s_intel = new("Intel Xeon of the fourth or fifth generation", 64, 64, 32, 32, 96, 40, 10, 40 * Kilo, 1536 * Kilo);

    /// <summary>Those of this machine; on a core that is neither, Zen 5's, so that percentages are relative figures there.</summary>
    public static CoreRates Here { get; } = Machine.Processor.StartsWith("Intel", StringComparison.Ordinal) ? s_intel : s_zen5;

    public double BytesPerCycle(double bytes) => bytes <= FirstBytes ? FirstLevel : bytes <= SecondBytes ? SecondLevel : ThirdLevel;
}
