using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Analysis.Facts;

/// <summary>A float operator whose operands were integers just before and whose result is quantized right after it.</summary>
internal sealed class FloatFallback : IModelFact
{
    public IEnumerable<PlanFact> Find(Graph graph) =>
        from node in graph.Nodes
        where !IsConversion(node) && node.Outputs.Count(output => output is not null) == 1 && node.Outputs[0] is { IsGraphOutput: false }
        let operands = node.Inputs.OfType<Value>().Where(value => !value.IsConstant).ToList()
        where operands.Count > 0 && operands.All(value => Producer(value) is { } producer && producer.Is("DequantizeLinear"))
        where node.Output.Consumers.Count > 0 && node.Output.Consumers.All(consumer => Consumer(consumer)?.OperatorType == "QuantizeLinear")
        select new PlanFact(FactKinds.FloatFallback, node.Name, ("operator", node.Origin.Length > 0 ? node.Origin : node.OperatorType), ("elements", node.Output.Shape.Length));

    // A transposition between layouts is none of the model's own.
    private static Node? Producer(Value value) => value.Producer is { } node && node.Is("Transpose") ? Producer(node.Input(0)) : value.Producer;

    private static Node? Consumer(Node node) => node.Is("Transpose") ? node.Output.Consumers.Count == 1 ? Consumer(node.Output.Consumers[0]) : null : node;

    private static bool IsConversion(Node node) => node.OperatorType is "QuantizeLinear" or "DequantizeLinear" or "DynamicQuantizeLinear" or "Transpose" or "Cast";
}
