using System.Diagnostics;
using Whittle.Plan;

namespace Whittle.Benchmarks.Measuring;

/// <summary>The least time in which one core could do a layer: its multiplications, or the stream of its weights, whichever takes longer.</summary>
/// <remarks>By the rates of <see cref="CoreRates.Here"/>.</remarks>
internal static class Roofline
{
    private const int Int4Values = 16;

    // Winograd's convolutions multiply 36 times for 144, and their weights are 36 for 9, of 16 bits in int8 layers.
    private const double WinogradMacs = 0.25;
    private const double WinogradWeights = 4;

    /// <summary>Bytes that a slot of a gather step takes: weight, index and its share of the offset.</summary>
    private const double GatherSlotBytes = 2.03;

    /// <summary>Cycles a nanosecond, by multiplications that wait for one another.</summary>
    public static double Gigahertz => s_gigahertz.Value;

    private static readonly Lazy<double> s_gigahertz = new(() => Interleaved.Median(Enumerable.Range(0, 9).Select(_ => Clock())));

    /// <summary>Nanoseconds that the layer takes at least.</summary>
    public static double Bound(PlanLayer layer)
    {
        var rates = CoreRates.Here;
        var isFloat = layer.WeightType.IsFloat();
        var isWinograd = layer.Kernel.StartsWith("Winograd", StringComparison.Ordinal);
        var isSparse = layer.Kernel.Contains("Sparse", StringComparison.Ordinal);
        var share = isSparse ? layer.NonZeros / (double)Math.Max(1, layer.Parameters) : 1;
        var isLowBit = layer.Kernel.StartsWith("Convolution", StringComparison.Ordinal) && layer.DistinctValues <= Int4Values;
        var compute = layer.Macs * share / (isFloat ? rates.Float : isWinograd ? rates.Int16 : isLowBit ? rates.Int4 : rates.Int8);
        var bytes = layer.Parameters * (isFloat ? 4.0 : 1.0);
        if (isSparse)
        {
            bytes = layer.NonZeros * (isFloat ? 5 : GatherSlotBytes);
        }
        else if (isWinograd)
        {
            compute *= WinogradMacs;
            bytes = layer.Parameters * WinogradWeights * (isFloat ? 4 : 2);
        }
        else if (layer.Kernel.Contains("Codebook", StringComparison.Ordinal))
        {
            bytes = layer.Parameters / 2.0;
        }

        return Math.Max(compute, bytes / rates.BytesPerCycle(bytes)) / Gigahertz;
    }

    private static double Clock()
    {
        const int Rounds = 300_000;
        const int PerRound = 10;
        const double Latency = 3;

        // An odd factor that the compiler does not know, so that it cannot merge the products.
        var factor = (ulong)Stopwatch.GetTimestamp() | 1;
        var value = factor;
        var start = ThreadClock.Now;
        for (var i = 0; i < Rounds; i++)
        {
            value = value * factor * factor * factor * factor * factor * factor * factor * factor * factor * factor;
        }

        var time = ThreadClock.Now - start;
        return value == 0 ? 0 : Rounds * PerRound * Latency / time;
    }
}
