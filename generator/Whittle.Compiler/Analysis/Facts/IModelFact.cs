using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>Looks for one kind of fact. It says what is there; whether that is worth a message is the analyzers' business.</summary>
internal interface IModelFact
{
    /// <summary>The facts in the order of the graph's nodes.</summary>
    IEnumerable<PlanFact> Find(Graph graph);
}
