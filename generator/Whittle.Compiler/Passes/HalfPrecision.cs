using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Passes;

/// <summary>
/// float16 is computed in float: an operator that refuses it gets its operands converted and its results converted back. Between two such
/// operators the conversions are taken out again (<see cref="Simplification"/>), so that a network is rounded at its ends only.
/// </summary>
internal static class HalfPrecision
{
    private const string Widened = "whittle.widened";
    private const string Narrowed = "whittle.narrowed";

    /// <summary>Whether a node has such operands.</summary>
    public static bool Concerns(Node node) => node.Inputs.Any(input => input?.Type is { } type && IsHalf(type.Element));

    /// <summary>Converts the operands. Answers the type that the results have to get back.</summary>
    public static ElementType Widen(Graph graph, Node node)
    {
        var half = node.Inputs.First(input => input?.Type is { } type && IsHalf(type.Element))!.KnownType.Element;
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is { } input && IsHalf(input.KnownType.Element))
            {
                node.SetInput(i, input.Constant is { } constant
                    ? graph.NewConstant(input.Name, Tensor.FromDoubles(new TensorType(ElementType.Float32, constant.Shape), constant.ToDoubles()))
                    : graph.Insert(node, node, "Cast", "", [input], To(ElementType.Float32, Widened)));
            }
        }

        return half;
    }

    /// <summary>Puts a conversion behind every float result.</summary>
    public static Node[] Narrow(Graph graph, Node node, ElementType half)
    {
        var casts = new List<Node>();
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is not { Type.Element: ElementType.Float32 } output)
            {
                continue;
            }

            var wide = graph.NewValue(output.Name, output.Type);
            node.ReplaceOutput(i, wide);
            wide.Producer = node;
            var cast = new Node(node.Name, "Cast", "", node.Opset, To(half, Narrowed)) { Origin = node.Origin };
            cast.AddInput(wide);
            cast.AddOutput(output);
            graph.InsertAfter(node, cast);
            casts.Add(cast);
        }

        return [.. casts];
    }

    /// <summary>The value that a conversion to float would give back if nothing had been rounded; null for other nodes.</summary>
    public static Value? Unrounded(Node node) =>
        node.Is("Cast") && node.Attributes.Has(Widened) && node.Input(0).Producer is { } producer && producer.Is("Cast") && producer.Attributes.Has(Narrowed)
            ? producer.Input(0)
            : null;

    private static bool IsHalf(ElementType type) => type == ElementType.Float16;

    private static NodeAttributes To(ElementType type, string mark) => new NodeAttributes().Set("to", (long)ElementTypeMap.ToOnnx(type)).Set(mark, 1L);
}
