using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Evaluation;

/// <summary>Runs a graph at build time by the operators' own <see cref="Operator.Evaluate"/>: scalar truth, the one that folds constants.</summary>
internal static class ReferenceEvaluator
{
    /// <summary>The graph's outputs for one set of inputs.</summary>
    /// <param name="graph">Typed; without operators of passes.</param>
    /// <param name="inputs">One tensor for each of the graph's inputs.</param>
    /// <param name="seen">Called for every computed value and every input.</param>
    /// <exception cref="ModelException">An operator cannot be evaluated.</exception>
    public static Tensor[] Run(Graph graph, IReadOnlyList<Tensor> inputs, Action<Value, Tensor>? seen = null)
    {
        var values = new Dictionary<Value, Tensor>();
        for (var i = 0; i < graph.Inputs.Count; i++)
        {
            values[graph.Inputs[i]] = inputs[i];
            seen?.Invoke(graph.Inputs[i], inputs[i]);
        }

        foreach (var node in graph.Nodes)
        {
            Tensor? Read(Value? value) => value is null ? null : value.Constant ?? values[value];
            var results = OperatorTable.Find(node.Domain, node.OperatorType)!.Evaluate(node, [.. node.Inputs.Select(Read)]) ?? throw NotEvaluated(node);
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                if (node.Outputs[i] is { } output && results[i] is { } result)
                {
                    values[output] = result;
                    seen?.Invoke(output, result);
                }
            }
        }

        return [.. graph.Outputs.Select(output => output.Value.Constant ?? values[output.Value])];
    }

    private static ModelException NotEvaluated(Node node) => new(
        ErrorIds.NotMeasurable,
        node.Name,
        $"{node.OperatorType} cannot be computed at build time, so neither the error of compression nor the accuracy can be measured.",
        "Take CalibrationData and TestData away from this model; compression without them works.");
}
