using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Passes;

/// <summary>
/// A Pow whose operands have two types is computed in one: the base's when it is a float, else the exponent's with the result converted back, so that a
/// fractional exponent of an integer counts.
/// </summary>
internal sealed class PowTypes : NodePass
{
    public override string Name => "Pow of two types";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Pow") || node.Input(0).KnownType.Element == node.Input(1).KnownType.Element)
        {
            return false;
        }

        var type = node.Input(0).KnownType.Element;
        var common = type.IsFloat() ? type : node.Input(1).KnownType.Element;
        var power = graph.Insert(node, node, "Pow", "", [Convert(graph, node, node.Input(0), common), Convert(graph, node, node.Input(1), common)]);
        graph.Bypass(node, Convert(graph, node, power, type));
        return true;
    }

    private static Value Convert(Graph graph, Node node, Value value, ElementType type)
    {
        if (value.KnownType.Element == type)
        {
            return value;
        }

        return graph.Insert(node, node, "Cast", "", [value], new NodeAttributes().Set("to", (long)ElementTypeMap.ToOnnx(type)));
    }
}
