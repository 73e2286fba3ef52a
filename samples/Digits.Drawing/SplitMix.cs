namespace DigitDrawing;

/// <summary>The SplitMix64 generator: eight bytes of state and the same numbers on every platform and runtime version.</summary>
public sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="limit"/> - 1; the bias of 2^-64 per value does not matter here.</summary>
    public int Next(int limit) => (int)Math.BigMul(NextUInt64(), (ulong)limit, out _);

    /// <summary>Uniform in [0, 1): the upper 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Around zero, at most <paramref name="reach"/> either way, small values likeliest (a triangle).</summary>
    public double NextAround(double reach) => (NextDouble() + NextDouble() - 1) * reach;
}
