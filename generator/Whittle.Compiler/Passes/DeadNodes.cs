using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes;

/// <summary>Takes out nodes whose results nobody reads.</summary>
internal sealed class DeadNodes : IGraphPass
{
    public string Name => "dead nodes";

    public bool Run(Graph graph)
    {
        var changed = false;
        var nodes = graph.Snapshot();
        Array.Reverse(nodes);
        foreach (var node in nodes)
        {
            if (node.Outputs.All(output => output is null || (output.Consumers.Count == 0 && !output.IsGraphOutput)))
            {
                graph.Remove(node);
                changed = true;
            }
        }

        return changed;
    }
}
