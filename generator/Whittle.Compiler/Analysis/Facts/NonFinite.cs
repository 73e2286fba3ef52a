using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Weights, biases and statistics that are not numbers or infinite. Limits and masks may be infinite, so only operators that multiply are looked at.</summary>
internal sealed class NonFinite : IModelFact
{
    public IEnumerable<PlanFact> Find(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            for (var operand = 1; operand < node.Inputs.Count && Multiplies(node); operand++)
            {
                if (node.Inputs[operand]?.Constant is { Element: ElementType.Float32 or ElementType.Float16 or ElementType.Float64 } constant)
                {
                    var values = constant.ToDoubles();
                    var (nan, infinite) = (values.Count(double.IsNaN), values.Count(double.IsInfinity));
                    if (nan + infinite > 0)
                    {
                        yield return new PlanFact(
                            FactKinds.NonFinite, node.Name, ("nan", nan), ("infinite", infinite), ("operand", node.Inputs[operand]!.Name));
                    }
                }
            }
        }
    }

    private static bool Multiplies(Node node) =>
        node.OperatorType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul" or "BatchNormalization" or "LayerNormalization" or "InstanceNormalization" or "PRelu";
}
