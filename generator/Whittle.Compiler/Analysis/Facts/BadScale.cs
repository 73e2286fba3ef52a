using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Constant scales that cannot be divided by, or give nothing: zero, negative, not finite, denormal.</summary>
internal sealed class BadScale : IModelFact
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Which operands of an operator are scales.</summary>
    private static readonly Dictionary<string, int[]> Operands = new(StringComparer.Ordinal)
    {
        ["QuantizeLinear"] = [1],
        ["DequantizeLinear"] = [1],
        ["QLinearConv"] = [1, 4, 6],
        ["QLinearMatMul"] = [1, 4, 6],
        ["QLinearAdd"] = [1, 4, 6],
        ["QLinearMul"] = [1, 4, 6],
        ["QGemm"] = [1, 4, 7],
        ["QLinearAveragePool"] = [1, 3],
        ["QLinearGlobalAveragePool"] = [1, 3],
        ["QLinearLeakyRelu"] = [1, 3],
        ["QLinearSigmoid"] = [1, 3],
        ["QLinearSoftmax"] = [1, 3],
        ["QLinearConcat"] = [0],
    };

    public IEnumerable<PlanFact> Find(Graph graph) =>
        from node in graph.Nodes
        where Operands.ContainsKey(node.OperatorType)
        from operand in Operands[node.OperatorType]
        let scales = node.InputOrNull(operand)?.Constant
        where scales is { Element: ElementType.Float32 or ElementType.Float16 }
        let faults = scales.ToFloats().Select(Fault).OfType<string>().ToList()
        where faults.Count > 0
        select new PlanFact(FactKinds.BadScale, node.Name, ("operator", node.OperatorType), ("what", faults[0]), ("channels", faults.Count));

    private static string? Fault(float scale) =>
        float.IsNaN(scale) || float.IsInfinity(scale) ? "not finite" : scale == 0 ? "zero" : scale < 0 ? "negative" : scale < SmallestNormal ? "denormal" : null;
}
