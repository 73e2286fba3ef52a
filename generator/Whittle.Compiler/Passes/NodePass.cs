using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes;

/// <summary>A pass that looks at one node at a time, in order.</summary>
internal abstract class NodePass : IGraphPass
{
    public abstract string Name { get; }

    public bool Run(Graph graph)
    {
        var changed = false;
        foreach (var node in graph.Snapshot())
        {
            // An earlier rewriting may have taken the node away.
            if (graph.Contains(node) && Rewrite(graph, node))
            {
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Rewrites around the node if its pattern is there; answers whether it did.</summary>
    protected abstract bool Rewrite(Graph graph, Node node);
}
