using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Evaluation;

/// <summary>Inputs for models that come without data: the same numbers on every machine.</summary>
internal static class RandomInputs
{
    private const int MostSamples = 16;

    /// <summary>Multiply-accumulates that measuring may cost: a tenth of a second.</summary>
    private const long Affordable = 200_000_000;

    /// <summary>As many samples as are affordable, at least one. Floats are uniform in [−1, 1), 8-bit numbers over their range, other integers zero (they may
    /// be indices).</summary>
    public static SampleSet For(Graph graph)
    {
        var count = (int)Math.Max(1, Math.Min(MostSamples, Affordable / Math.Max(1, Macs(graph))));
        var state = 0x9E3779B97F4A7C15UL;
        var samples = Enumerable.Range(0, count).Select(_ => graph.Inputs.Select(input => Fill(input.KnownType, ref state)).ToArray()).ToList();
        return new SampleSet(samples, "seeded random input");
    }

    /// <summary>Multiply-accumulates of one run.</summary>
    public static long Macs(Graph graph) => graph.Nodes.Sum(node =>
    {
        var weights = node.InputOrNull(1)?.Type?.Shape;
        return weights is null ? 0
            : node.Is("Conv") ? (long)node.Output.Shape.Length * weights.Product(1, weights.Rank)
            : node.Is("MatMul") || node.Is("Gemm") ? (long)node.Output.Shape.Length * Inner(node)
            : 0;
    });

    private static int Inner(Node node)
    {
        var left = node.Input(0).Shape;
        return left[node.Attributes.Flag("transA", false) ? 0 : left.Rank - 1];
    }

    private static Tensor Fill(TensorType type, ref ulong state)
    {
        var values = new double[type.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = type.Element switch
            {
                ElementType.UInt8 => Next(ref state) * 256,
                ElementType.Int8 => (Next(ref state) * 256) - 128,
                _ when type.Element.IsFloat() => (2 * Next(ref state)) - 1,
                _ => 0,
            };
        }

        return Tensor.FromDoubles(type, values);
    }

    /// <summary>Uniform in [0, 1).</summary>
    /// <remarks>Marsaglia, "Xorshift RNGs", 2003, with the multiplier of Vigna's xorshift64*.</remarks>
    private static double Next(ref ulong state)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (unchecked(state * 0x2545F4914F6CDD1DUL) >> 11) / (double)(1UL << 53);
    }
}
