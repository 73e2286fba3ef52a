using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Elementwise;

namespace Whittle.Compiler.Passes;

/// <summary>A Clip whose limits are computed at run time becomes Max and Min.</summary>
internal sealed class RunTimeLimits : NodePass
{
    public override string Name => "limits known at run time";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Clip") || Clip.Limits(node) is not null)
        {
            return false;
        }

        var value = node.Input(0);
        if (node.InputOrNull(1) is { } low)
        {
            value = graph.Insert(node, node, "Max", "", [value, low]);
        }

        if (node.InputOrNull(2) is { } high)
        {
            value = graph.Insert(node, node, "Min", "", [value, high]);
        }

        graph.Bypass(node, value);
        return true;
    }
}
