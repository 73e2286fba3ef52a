using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Passes;

/// <summary>Finds every value's type and computes what depends on constants alone, in one walk: shapes often hang on computed constants.</summary>
internal static class ShapeInference
{
    /// <exception cref="ModelException">An operator is unknown, too new, or does not fit its operands.</exception>
    public static void Run(Graph graph)
    {
        foreach (var node in graph.Snapshot())
        {
            SettleFromFile(graph, node);
        }
    }

    /// <summary>As <see cref="Settle"/>, for a node that a file holds.</summary>
    public static void SettleFromFile(Graph graph, Node node)
    {
        RefuseOwnDomain(node);
        Settle(graph, node);
    }

    /// <summary>Types one node of the graph; computes it when its operands are constants, and takes it apart when simpler operators make it up.</summary>
    public static void Settle(Graph graph, Node node)
    {
        var op = Find(node);
        try
        {
            op.Infer(new InferenceContext(node));
        }
        catch (ModelException exception) when (exception.Id == ErrorIds.ElementType && HalfPrecision.Concerns(node))
        {
            SettleInFloat(graph, node, op);
            return;
        }

        Finish(graph, node, op);
    }

    private static void SettleInFloat(Graph graph, Node node, Operator op)
    {
        var half = HalfPrecision.Widen(graph, node);
        op.Infer(new InferenceContext(node));
        var conversions = HalfPrecision.Narrow(graph, node, half);
        Finish(graph, node, op);
        foreach (var conversion in conversions)
        {
            Settle(graph, conversion);
        }
    }

    /// <summary>Folds or expands a node whose results have types.</summary>
    private static void Finish(Graph graph, Node node, Operator op)
    {
        if (!op.FoldsLate && ConstantFolding.TryFold(graph, node, op))
        {
            return;
        }

        if (op.Expand(new ExpansionContext(graph, node)) is not { } results)
        {
            return;
        }

        // The values stay, for names may still be looked up: they become copies of the results.
        var outputs = node.Outputs.ToArray();
        for (var i = 0; i < outputs.Length; i++)
        {
            if (results[i] is { } result && outputs[i] is { } output)
            {
                var copy = new Node(node.Name, "Identity", "", OperatorTable.NewestOpset) { Origin = node.Origin };
                copy.AddInput(result);
                graph.InsertBefore(node, copy);
                copy.AddOutput(output);
                Settle(graph, copy);
            }
        }

        graph.Remove(node);
    }

    /// <summary>Types the results of one node that a pass has made.</summary>
    public static void Infer(Node node) => Find(node).Infer(new InferenceContext(node));

    /// <summary>The operators of passes rely on what the passes promise, so a file cannot call them.</summary>
    private static void RefuseOwnDomain(Node node)
    {
        if (node.Domain == OperatorTable.WhittleDomain)
        {
            throw Unknown(node);
        }
    }

    private static ModelException Unknown(Node node) => new(
        ErrorIds.UnknownOperator,
        node.Name,
        $"The operator {(node.Domain.Length == 0 ? "" : node.Domain + ".")}{node.OperatorType} (opset {Text(node.Opset)}) is not supported.",
        "Replace it in the model by operators that are supported, or export the model so that it needs none like it.");

    private static Operator Find(Node node)
    {
        var op = OperatorTable.Find(node.Domain, node.OperatorType) ?? throw Unknown(node);
        if (node.Opset < op.MinimumOpset || node.Opset > op.MaximumOpset)
        {
            throw new ModelException(
                ErrorIds.OperatorVersion,
                node.Name,
                $"{node.OperatorType} of opset {Text(node.Opset)} is not supported; versions {Text(op.MinimumOpset)} to {Text(op.MaximumOpset)} are.",
                $"Export the model with opset {Text(op.MaximumOpset)} or convert it (onnx.version_converter).");
        }

        CheckArity(node, op);
        return op;
    }

    private static void CheckArity(Node node, Operator op)
    {
        var (minimum, maximum) = op.Inputs;
        var missing = node.Inputs.Take(minimum).Any(input => input is null);
        if (node.Inputs.Count < minimum
            || node.Inputs.Count > maximum
            || missing
            || node.Outputs.Count == 0
            || node.Outputs.Count > op.Outputs
            || node.Outputs.All(output => output is null)
            || (node.Outputs[0] is null && !op.FirstOutputIsOptional))
        {
            var range = maximum == int.MaxValue ? $"at least {Text(minimum)}" : minimum == maximum ? Text(minimum) : $"{Text(minimum)} to {Text(maximum)}";
            throw new ModelException(
                ErrorIds.UnsupportedForm,
                node.Name,
                $"{node.OperatorType} has {Text(node.Inputs.Count(input => input is not null))} operands and {Text(node.Outputs.Count)} results; it takes "
                    + $"{range} and gives at most {Text(op.Outputs)}.",
                "Export the model again; the node is not a valid call of its operator.");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
