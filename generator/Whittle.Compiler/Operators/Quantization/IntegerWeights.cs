using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>
/// Weights of an integer layer with their zero point taken off: w − zeroPoint, which lies in [−255, 255]. What exceeds int8 stands in a second tensor,
/// nearly all zero, whose products are added: exact for every form of weights.
/// </summary>
/// <param name="Main">int8 weights, [outputs, …].</param>
/// <param name="Excess">int8 weights to be added, or null when the main ones hold all.</param>
internal sealed record IntegerWeights(Tensor Main, Tensor? Excess)
{
    /// <summary>Folds the zero points (one, or one per output) into weights [outputs, …].</summary>
    public static IntegerWeights Fold(Tensor weights, int[] zeroPoints)
    {
        if (weights.Element == ElementType.Int8 && zeroPoints.All(z => z == 0))
        {
            return new IntegerWeights(weights, null);
        }

        var perOutput = weights.Length / Math.Max(1, weights.Shape[0]);
        var differences = weights.ToInt32s().Select((w, i) => w - (zeroPoints.Length == 1 ? zeroPoints[0] : zeroPoints[i / perOutput])).ToArray();
        var main = Array.ConvertAll(differences, d => (sbyte)Math.Max(sbyte.MinValue, Math.Min(sbyte.MaxValue, d)));
        var excess = differences.Select((d, i) => (sbyte)(d - main[i])).ToArray();
        return new IntegerWeights(
            Tensor.FromSBytes(weights.Shape, main), Array.TrueForAll(excess, e => e == 0) ? null : Tensor.FromSBytes(weights.Shape, excess));
    }
}
