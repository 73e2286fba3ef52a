using Whittle.Compiler.Diagnostics;
using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>Topological order of a file's nodes; nodes that are ready keep the file's order.</summary>
internal static class NodeOrder
{
    /// <exception cref="ModelException">Nodes form a cycle, or read a value that nothing computes.</exception>
    public static List<OnnxNode> Sort(IReadOnlyList<OnnxNode> nodes, IEnumerable<string> defined)
    {
        var known = new HashSet<string>(defined, StringComparer.Ordinal);
        var computed = new HashSet<string>(nodes.SelectMany(node => node.Outputs), StringComparer.Ordinal);
        var reads = nodes.ToDictionary(node => node, node => Captures.Reads(node).ToArray());
        foreach (var node in nodes)
        {
            foreach (var input in reads[node].Where(input => !known.Contains(input) && !computed.Contains(input)))
            {
                throw new ModelException(
                    ErrorIds.MissingValue,
                    Describe(node),
                    $"{node.OperatorType} reads '{input}', which is neither an input, an initializer, nor computed.",
                    "Export the model again with its weights inside (torch.onnx.export: export_params=True).");
            }
        }

        var order = new List<OnnxNode>(nodes.Count);
        var waiting = nodes.ToList();
        while (waiting.Count > 0)
        {
            // One sweep takes every node that is ready; a sorted file needs exactly one.
            var left = new List<OnnxNode>();
            foreach (var node in waiting)
            {
                if (Array.TrueForAll(reads[node], known.Contains))
                {
                    order.Add(node);
                    known.UnionWith(node.Outputs);
                }
                else
                {
                    left.Add(node);
                }
            }

            if (left.Count == waiting.Count)
            {
                throw new ModelException(
                    ErrorIds.CyclicGraph,
                    Describe(left[0]),
                    $"{left[0].OperatorType} needs its own result: {left.Count} nodes form a cycle or depend on one.",
                    "Export the model again; an ONNX graph must be acyclic.");
            }

            waiting = left;
        }

        return order;
    }

    private static string Describe(OnnxNode node) => node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault() ?? node.OperatorType;
}
