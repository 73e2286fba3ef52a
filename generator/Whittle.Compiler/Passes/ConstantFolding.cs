using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Passes;

/// <summary>Computes nodes whose operands are all constants. A weight's DequantizeLinear is left to the end: quantization fusion looks for it.</summary>
internal sealed class ConstantFolding : IGraphPass
{
    /// <summary>A result of more elements than this is not computed at build time: a few bytes of a model could ask for gigabytes.</summary>
    internal const int MostElements = 1 << 26;

    public string Name => "constant folding";

    public bool Run(Graph graph)
    {
        var changed = false;
        foreach (var node in graph.Snapshot())
        {
            changed |= TryFold(graph, node, OperatorTable.Find(node.Domain, node.OperatorType)!);
        }

        return changed;
    }

    /// <summary>Folds one node whose types are known.</summary>
    public static bool TryFold(Graph graph, Node node, Operator op)
    {
        if (!op.IsFolded || node.Outputs.Any(output => output?.Type is { Length: > MostElements }))
        {
            return false;
        }

        if (!op.FoldsFromTypes && node.Inputs.Any(input => input is not null && !input.IsConstant))
        {
            return false;
        }

        var results = op.Evaluate(node, [.. node.Inputs.Select(input => input?.Constant)]);
        if (results is null)
        {
            return false;
        }

        var outputs = node.Outputs.ToArray();
        graph.Remove(node);
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i]?.SetConstant(results[i] ?? throw new InvalidOperationException($"{node.OperatorType} did not compute result {i}"));
        }

        return true;
    }
}
