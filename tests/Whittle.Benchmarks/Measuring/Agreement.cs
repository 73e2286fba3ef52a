using System.Runtime.InteropServices;
using Whittle.Benchmarks.Building;
using Whittle.Benchmarks.Catalogue;

namespace Whittle.Benchmarks.Measuring;

/// <summary>Whether both compute the same: bit by bit where all is integer, and to a ten-thousandth of the largest output as floats.</summary>
internal static class Agreement
{
    private const int Samples = 3;

    /// <summary>How much of the largest output may be missing; 0 asks for the same bits.</summary>
    public static float Tolerance(Variant variant) => variant.Dress == Dress.Float ? 1e-4f : 0;

    /// <summary>Null, or what differs.</summary>
    public static string? Check(Net net, float tolerance, OurNet ours, OrtNet ort)
    {
        for (var sample = 0; sample < Samples; sample++)
        {
            net.Sample(100 + sample).CopyTo(ours.Input, 0);
            ours.Input.CopyTo(ort.Input, 0);
            Array.Fill(ours.Output, float.NaN);
            ours.Run(1);
            ort.Run(1);
            if (Compare(tolerance, ours.Output, ort.Output) is { } difference)
            {
                return difference;
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        ours.Run(10);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated == 0 ? null : FormattableString.Invariant($"10 predictions allocate {allocated} bytes");
    }

    public static string? Compare(float tolerance, float[] ours, float[] ort)
    {
        if (MemoryMarshal.AsBytes<float>(ours).SequenceEqual(MemoryMarshal.AsBytes<float>(ort)))
        {
            return null;
        }

        var limit = tolerance * ort.Max(MathF.Abs);
        var different = Enumerable.Range(0, ort.Length).Where(i => !(MathF.Abs(ours[i] - ort[i]) <= limit)).ToArray();
        return different.Length == 0
            ? null
            : FormattableString.Invariant($"{different.Length} of {ort.Length} outputs differ, [{different[0]}] is {ours[different[0]]} instead of {ort[different[0]]}");
    }
}
