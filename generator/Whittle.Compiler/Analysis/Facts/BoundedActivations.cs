using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Activations whose bounds are known (Sigmoid, Tanh, Softmax, …) quantized with a scale that leaves most levels unused.</summary>
internal sealed class BoundedActivations : IModelFact
{
    private const int LevelsOf8Bits = 256;

    public IEnumerable<PlanFact> Find(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Is("QuantizeLinear") && node.Input(0).Producer is { } producer && Range(producer) is { } range &&
                node.InputOrNull(1)?.Constant is { Length: 1 } scale && scale.ToFloats()[0] is > 0 and < float.PositiveInfinity and var step &&
                node.Output.KnownType.Element is ElementType.Int8 or ElementType.UInt8)
            {
                var used = (int)Math.Min(LevelsOf8Bits, Math.Round(range / step) + 1);
                if (used * 2 < LevelsOf8Bits)
                {
                    yield return new PlanFact(
                        FactKinds.UnusedRange, node.Name,
                        ("type", node.Output.KnownType.Element.Name()), ("used", used), ("levels", LevelsOf8Bits), ("count", node.Output.Shape.Length), ("of", "activations"));
                }
            }
        }
    }

    /// <summary>Width of the interval that the operator's results lie in; null when it is not bounded.</summary>
    private static double? Range(Node node) => node.OperatorType switch
    {
        "Sigmoid" or "HardSigmoid" or "Softmax" => 1,
        "Tanh" or "Softsign" => 2,
        _ => null,
    };
}
