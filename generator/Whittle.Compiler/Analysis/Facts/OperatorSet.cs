using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>The operator set that the model's own operators come from.</summary>
internal sealed class OperatorSet : IModelFact
{
    public IEnumerable<PlanFact> Find(Graph graph) =>
        graph.Nodes.Where(node => node.Domain.Length == 0).Take(1)
            .Select(node => new PlanFact(FactKinds.OperatorSet, "", ("version", node.Opset), ("newest", OperatorTable.NewestOpset)));
}
