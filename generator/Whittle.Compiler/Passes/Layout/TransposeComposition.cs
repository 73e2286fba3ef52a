using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Movement;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>Two transpositions in a row become one; one that moves no element becomes a Reshape, which costs nothing.</summary>
internal sealed class TransposeComposition : NodePass
{
    public override string Name => "transpose composition";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("Transpose"))
        {
            return false;
        }

        var permutation = Transpose.Permutation(node);
        if (node.Input(0).Producer is { } before && before.Is("Transpose"))
        {
            var joined = Permutations.Then(Transpose.Permutation(before), permutation);
            graph.Bypass(node, graph.Insert(node, node, "Transpose", "", [before.Input(0)], Permutations.Attribute(joined)));
            return true;
        }

        if (!Transpose.MovesNothing(node.Input(0).Shape, permutation))
        {
            return false;
        }

        var shape = graph.NewConstant(
            node.Name + ".shape", Tensor.FromInt64s(new TensorShape(permutation.Length), [.. node.Output.Shape.Select(d => (long)d)]));
        graph.Bypass(node, graph.Insert(node, node, "Reshape", "", [node.Input(0), shape], new NodeAttributes().Set("allowzero", 1L)));
        return true;
    }
}
