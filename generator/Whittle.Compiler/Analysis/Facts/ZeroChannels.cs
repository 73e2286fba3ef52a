using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Outputs and inputs of a layer whose weights are all zero: what is computed there is a constant, or is not read.</summary>
internal static class ZeroChannels
{
    public static IEnumerable<PlanFact> Find(LoweredModel model)
    {
        foreach (var (facts, weights) in model.Layers)
        {
            if (facts.NonZeros == weights.Length || weights.Shape.Rank < 2 || weights.Length == 0)
            {
                continue;
            }

            // Convolutions are [outputs, height, width, inputs of the group]: the inputs come last in every layer.
            var (outputs, inputs) = (weights.Shape[0], weights.Shape[weights.Shape.Rank - 1]);
            var (outputUsed, inputUsed) = (new bool[outputs], new bool[inputs]);
            var values = weights.ToDoubles();
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] != 0)
                {
                    outputUsed[i / (values.Length / outputs)] = true;
                    inputUsed[i % inputs] = true;
                }
            }

            var (zeroOutputs, zeroInputs) = (outputUsed.Count(used => !used), inputs == 1 ? 0 : inputUsed.Count(used => !used));
            if (zeroOutputs + zeroInputs > 0)
            {
                yield return new PlanFact(
                    FactKinds.ZeroChannels, facts.Name, ("outputs", zeroOutputs), ("inputs", zeroInputs), ("totalOutputs", outputs), ("totalInputs", inputs));
            }
        }
    }
}
