using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>
/// Weights of an integer layer with their zero point taken off: w − zeroPoint, which lies in [−255, 255]. What exceeds int8 stands in further tensors,
/// nearly all zero, whose products are added (255 = 127 + 127 + 1): exact for every form of weights.
/// </summary>
/// <param name="Main">int8 weights, [outputs, …].</param>
/// <param name="Excess">int8 weights to be added; none when the main ones hold all.</param>
internal sealed record IntegerWeights(Tensor Main, IReadOnlyList<Tensor> Excess)
{
    /// <summary>Folds the zero points (one, or one per output) into weights [outputs, …].</summary>
    public static IntegerWeights Fold(Tensor weights, int[] zeroPoints)
    {
        if (weights.Element == ElementType.Int8 && zeroPoints.All(z => z == 0))
        {
            return new IntegerWeights(weights, []);
        }

        var perOutput = weights.Length / Math.Max(1, weights.Shape[0]);
        var differences = weights.ToInt32s().Select((w, i) => w - (zeroPoints.Length == 1 ? zeroPoints[0] : zeroPoints[i / perOutput])).ToArray();
        var parts = new List<Tensor>();
        do
        {
            var part = Array.ConvertAll(differences, d => (sbyte)Math.Max(sbyte.MinValue, Math.Min(sbyte.MaxValue, d)));
            parts.Add(Tensor.FromSBytes(weights.Shape, part));
            differences = [.. differences.Select((d, i) => d - part[i])];
        }
        while (Array.Exists(differences, d => d != 0));

        return new IntegerWeights(parts[0], [.. parts.Skip(1)]);
    }
}
