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
                    var (nan, infinite) = Count(constant);
                    if (nan + infinite > 0)
                    {
                        yield return new PlanFact(
                            FactKinds.NonFinite, node.Name, ("nan", nan), ("infinite", infinite), ("operand", node.Inputs[operand]!.Name));
                    }
                }
            }
        }
    }

    private static (int NaN, int Infinite) Count(Tensor constant)
    {
        if (constant.Element != ElementType.Float32)
        {
            var values = constant.ToDoubles();
            return (values.Count(double.IsNaN), values.Count(double.IsInfinity));
        }

        var (nan, infinite) = (0, 0);
        foreach (var value in constant.As<float>())
        {
            nan += float.IsNaN(value) ? 1 : 0;
            infinite += float.IsInfinity(value) ? 1 : 0;
        }

        return (nan, infinite);
    }

    private static bool Multiplies(Node node) =>
        node.OperatorType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul" or "BatchNormalization" or "LayerNormalization" or "InstanceNormalization" or "PRelu";
}
