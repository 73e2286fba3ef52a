using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Evaluation;

/// <summary>Runs a graph at build time by the operators' own <see cref="Operator.Evaluate"/>: scalar truth, the one that folds constants.</summary>
internal static class ReferenceEvaluator
{
    /// <summary>What hangs on constants alone, such as the values of integer weights: the same for every sample.</summary>
    public static IReadOnlyDictionary<Value, Tensor> Constants(Graph graph)
    {
        var values = new Dictionary<Value, Tensor>();
        foreach (var node in graph.Nodes)
        {
            Tensor? Read(Value? value) => value is null ? null : value.Constant ?? values[value];
            if (node.Inputs.All(value => value is null || value.Constant is not null || values.ContainsKey(value))
                && OperatorTable.Find(node.Domain, node.OperatorType)!.Evaluate(node, [.. node.Inputs.Select(Read)]) is { } results)
            {
                Keep(node, results, values, null);
            }
        }

        return values;
    }

    /// <summary>The graph's outputs for one set of inputs.</summary>
    /// <param name="graph">Typed; without operators of passes.</param>
    /// <param name="inputs">One tensor for each of the graph's inputs.</param>
    /// <param name="seen">Called for every computed value and every input.</param>
    /// <param name="constants">The <see cref="Constants"/> of the graph, where they are known.</param>
    /// <exception cref="ModelException">An operator cannot be evaluated.</exception>
    public static Tensor[] Run(
        Graph graph, IReadOnlyList<Tensor> inputs, Action<Value, Tensor>? seen = null, IReadOnlyDictionary<Value, Tensor>? constants = null)
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
            Tensor?[] known = [.. node.Outputs.Select(
                output => output is not null && constants is not null && constants.TryGetValue(output, out var constant) ? constant : null)];
            var results = known.Any(constant => constant is not null)
                ? known
                : OperatorTable.Find(node.Domain, node.OperatorType)!.Evaluate(node, [.. node.Inputs.Select(Read)]) ?? throw NotEvaluated(node);
            Keep(node, results, values, seen);
        }

        return [.. graph.Outputs.Select(output => output.Value.Constant ?? values[output.Value])];
    }

    private static void Keep(Node node, Tensor?[] results, Dictionary<Value, Tensor> values, Action<Value, Tensor>? seen)
    {
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is { } output && results[i] is { } result)
            {
                values[output] = result;
                seen?.Invoke(output, result);
            }
        }
    }

    private static ModelException NotEvaluated(Node node) => new(
        ErrorIds.NotMeasurable,
        node.Name,
        $"{node.OperatorType} cannot be computed at build time, so neither the error of compression nor the accuracy can be measured.",
        "Take CalibrationData and TestData away from this model; compression without them works.");
}
