using Whittle.Onnx;

namespace Whittle.Compiler.Importing;

/// <summary>Which names a node needs: its operands, and what the graphs inside it reach for outside of themselves.</summary>
internal static class Captures
{
    public static IEnumerable<string> Reads(OnnxNode node) =>
        node.Inputs.Where(input => input.Length > 0).Concat(
            node.Attributes.Where(attribute => attribute.Graph is not null).SelectMany(attribute => Of(attribute.Graph!)));

    private static IEnumerable<string> Of(OnnxGraph graph)
    {
        var own = new HashSet<string>(
            graph.Inputs.Select(input => input.Name)
                .Concat(graph.Initializers.Select(initializer => initializer.Name))
                .Concat(graph.SparseInitializers.Select(initializer => initializer.Name))
                .Concat(graph.Nodes.SelectMany(node => node.Outputs)),
            StringComparer.Ordinal);
        return graph.Nodes.SelectMany(Reads).Concat(graph.Outputs.Select(output => output.Name)).Where(name => !own.Contains(name)).Distinct();
    }
}
