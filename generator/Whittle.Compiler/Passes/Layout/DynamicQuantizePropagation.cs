using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Movement;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>
/// Transpose → DynamicQuantizeLinear becomes DynamicQuantizeLinear → Transpose: the range does not depend on the order, and the transposition moves on towards
/// the one that cancels it. The node stays, because its other two results have readers too.
/// </summary>
internal sealed class DynamicQuantizePropagation : NodePass
{
    public override string Name => "dynamic quantization before transposition";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!node.Is("DynamicQuantizeLinear") || node.Input(0).Producer is not { } transpose || !transpose.Is("Transpose") || node.Output.IsGraphOutput)
        {
            return false;
        }

        var quantized = node.Output;
        var source = transpose.Input(0);
        var moved = graph.NewValue(quantized.Name, new TensorType(quantized.KnownType.Element, source.Shape));
        node.SetInput(0, source);
        node.ReplaceOutput(0, moved);
        moved.Producer = node;
        var behind = graph.Create(transpose, "Transpose", "", [moved], Permutations.Attribute(Transpose.Permutation(transpose)));
        graph.InsertAfter(node, behind);
        graph.ReplaceUses(quantized, behind.Output);
        return true;
    }
}
