using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>
/// int8 activations between QuantizeLinear and DequantizeLinear become uint8, value and zero point raised by 128, as ONNX Runtime does on x64. The real
/// values stay; but operators that add the zero point before they round (QLinearAdd, QLinearMul, the average pools) round in the raised range.
/// </summary>
/// <remarks>Where the int8 value is a graph input or output it stays.</remarks>
internal sealed class UnsignedActivations : NodePass
{
    public override string Name => "unsigned activations";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (!IsSigned(node) || node.Output.IsGraphOutput || node.Output.Consumers.Count == 0 ||
            !node.Output.Consumers.All(reader => reader.Is("DequantizeLinear") && IsSigned(reader)))
        {
            return false;
        }

        var raised = graph.Insert(node, node, "QuantizeLinear", "", [node.Input(0), node.Input(1), Raise(graph, node)]);
        foreach (var reader in node.Output.Consumers.ToArray())
        {
            graph.Replace(reader, graph.Create(reader, "DequantizeLinear", "", [raised, reader.Input(1), Raise(graph, reader)]));
        }

        graph.Remove(node);
        return true;
    }

    /// <summary>QuantizeLinear or DequantizeLinear of a whole tensor with a constant int8 zero point.</summary>
    private static bool IsSigned(Node node) =>
        (node.Is("QuantizeLinear") || node.Is("DequantizeLinear")) &&
        node.InputOrNull(2)?.Constant is { Element: ElementType.Int8 } &&
        Quantized.TryRead(node, 1, 2) is { PerTensor: true };

    private static Value Raise(Graph graph, Node node)
    {
        var zeroPoint = node.Input(2).Constant!;
        return graph.NewConstant(
            node.Name + ".zeroPoint", Tensor.From(ElementType.UInt8, zeroPoint.Shape, [.. zeroPoint.ToInt32s().Select(z => (byte)(z + 128))]));
    }
}
