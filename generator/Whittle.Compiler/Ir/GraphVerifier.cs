namespace Whittle.Compiler.Ir;

/// <summary>Holds the invariants of the graph: order, producers, consumers, types. A failure is an error of the compiler, named after the pass that caused
/// it.</summary>
public static class GraphVerifier
{
    /// <exception cref="InvalidOperationException">An invariant is broken.</exception>
    public static void Verify(Graph graph, string after)
    {
        var known = new HashSet<Value>(graph.Inputs);
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs.OfType<Value>())
            {
                Check(input.IsConstant || known.Contains(input), after, $"'{node.Name}' reads '{input.Name}' before it is computed");
                Check(input.Consumers.Contains(node), after, $"'{input.Name}' does not know its reader '{node.Name}'");
                Check(input.Type is not null, after, $"'{input.Name}' has no type");
            }

            foreach (var output in node.Outputs.OfType<Value>())
            {
                Check(known.Add(output), after, $"'{output.Name}' is computed twice");
                Check(output.Producer == node, after, $"'{output.Name}' does not know its producer '{node.Name}'");
                Check(output.Type is not null, after, $"'{output.Name}' has no type");
            }
        }

        var members = new HashSet<Node>(graph.Nodes);
        foreach (var value in known)
        {
            Check(value.Consumers.All(members.Contains), after, $"'{value.Name}' is read by a node outside the graph");
        }

        foreach (var output in graph.Outputs)
        {
            Check(output.Value.IsConstant || known.Contains(output.Value), after, $"output '{output.Name}' is not computed");
            Check(output.Value.IsGraphOutput, after, $"'{output.Value.Name}' does not know that it is an output");
        }
    }

    private static void Check(bool condition, string after, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"after {after}: {message}");
        }
    }
}
