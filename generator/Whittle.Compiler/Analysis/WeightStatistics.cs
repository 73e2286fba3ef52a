using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis;

/// <summary>What a weight tensor's values look like.</summary>
/// <param name="Type">Element type.</param>
/// <param name="Count">Elements.</param>
/// <param name="NonZeros">Elements that are not zero.</param>
/// <param name="Distinct">Different values, counted up to 257.</param>
public sealed record WeightStatistics(ElementType Type, long Count, long NonZeros, int Distinct)
{
    /// <summary>More distinct values than this are not told apart: no codebook kernel takes them.</summary>
    public const int DistinctLimit = 257;

    /// <summary>Share of non-zeros, 0 to 1.</summary>
    public double Density => Count == 0 ? 1 : (double)NonZeros / Count;

    public static WeightStatistics Of(Tensor weights)
    {
        long nonZeros = 0;
        var distinct = new HashSet<double>();
        foreach (var value in weights.ToDoubles())
        {
            nonZeros += value == 0 ? 0 : 1;
            if (distinct.Count < DistinctLimit)
            {
                distinct.Add(value);
            }
        }

        return new WeightStatistics(weights.Element, weights.Length, nonZeros, distinct.Count);
    }
}
