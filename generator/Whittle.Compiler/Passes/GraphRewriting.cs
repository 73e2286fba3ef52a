using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Passes;

/// <summary>How passes make nodes.</summary>
internal static class GraphRewriting
{
    /// <summary>A typed node with one new result, not yet in the graph. It keeps the name, origin and (unless one is given) operator set of
    /// <paramref name="like"/>.</summary>
    public static Node Create(
        this Graph graph, Node like, string operatorType, string domain, Value?[] inputs, NodeAttributes? attributes = null, int? opset = null)
    {
        var node = new Node(like.Name, operatorType, domain, opset ?? like.Opset, attributes) { Origin = like.Origin };
        foreach (var input in inputs)
        {
            node.AddInput(input);
        }

        node.AddOutput(graph.NewValue(like.Outputs[0]?.Name ?? like.Name));
        ShapeInference.Infer(node);
        return node;
    }

    /// <summary>Makes a node and puts it before <paramref name="place"/>; answers its result.</summary>
    public static Value Insert(this Graph graph, Node place, Node like, string operatorType, string domain, Value?[] inputs, NodeAttributes? attributes = null)
    {
        var node = graph.Create(like, operatorType, domain, inputs, attributes);
        graph.InsertBefore(place, node);
        return node.Output;
    }

    /// <summary>The value in another element type, by a Cast before <paramref name="place"/> where it has another.</summary>
    public static Value Converted(this Graph graph, Node place, Value value, ElementType type) => value.KnownType.Element == type
        ? value
        : graph.Insert(place, place, "Cast", "", [value], new NodeAttributes().Set("to", (long)ElementTypeMap.ToOnnx(type)));

    /// <summary>Takes a node out whose result equals another value.</summary>
    public static void Bypass(this Graph graph, Node node, Value equal)
    {
        graph.ReplaceUses(node.Output, equal);
        graph.Remove(node);
    }
}
