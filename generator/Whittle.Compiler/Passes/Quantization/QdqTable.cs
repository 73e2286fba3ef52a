using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>
/// DequantizeLinear → function of one element → QuantizeLinear, and DequantizeLinear → QuantizeLinear alone, become a table of 256 entries; nothing at all
/// where both ends agree. The table holds exactly what the three operators would compute.
/// </summary>
internal sealed class QdqTable : NodePass
{
    public override string Name => "quantized tables";

    protected override bool Rewrite(Graph graph, Node node)
    {
        if (node.Is("QuantizeLinear")
            && Dequantized.MatchActivation(node.Input(0)) is { } source
            && Quantized.TryRead(node, 1, 2) is { PerTensor: true } target)
        {
            return Requantize(graph, node, source, target);
        }

        if (!IsFunctionOfOneElement(node) || Dequantized.MatchActivation(node.Input(0)) is not { } data || Requantized.Match(node) is not { } result)
        {
            return false;
        }

        var op = OperatorTable.Find(node.Domain, node.OperatorType)!;
        var reals = Dequantize(data);
        var values = op.Evaluate(node, [reals, .. node.Inputs.Skip(1).Select(input => input?.Constant)])![0]!;
        Replace(graph, node, result.Node, data, values);
        return true;
    }

    private static bool Requantize(Graph graph, Node node, Dequantized source, Quantized target)
    {
        if (node.Output.KnownType.Element is not (ElementType.UInt8 or ElementType.Int8))
        {
            return false;
        }

        if (source.Type == node.Output.KnownType.Element && source.Parameters.SameAs(target))
        {
            graph.Bypass(node, source.Stored);
            return true;
        }

        Replace(graph, node, node, source, Dequantize(source));
        return true;
    }

    private static bool IsFunctionOfOneElement(Node node) =>
        node.Inputs.Count > 0 && (OperatorTable.Find(node.Domain, node.OperatorType) is UnaryElementwise || (node.Is("Clip") && Clip.Limits(node) is not null));

    /// <summary>The real value of every 8-bit pattern, in the order of the patterns.</summary>
    private static Tensor Dequantize(Dequantized data)
    {
        var parameters = data.Parameters;
        return Tensor.FromFloats(new TensorShape(256), [.. Enumerable.Range(0, 256).Select(bits =>
            (float)((float)((data.Type == ElementType.Int8 ? unchecked((sbyte)bits) : bits) - parameters.ZeroPoint) * parameters.Scale))]);
    }

    private static void Replace(Graph graph, Node node, Node quantize, Dequantized data, Tensor values)
    {
        var type = quantize.Output.KnownType.Element;
        var parameters = Quantized.Read(quantize, 1, 2);
        var (lowest, highest) = Quantized.Range(type);
        var table = values.ToFloats().Select(value =>
        {
            // NaN quantizes to the lowest value, as QuantizeLinear does.
            var rounded = float.IsNaN(value) ? lowest : Math.Max(lowest, Math.Min(highest, parameters.Quantize(value)));
            return unchecked((byte)(int)rounded);
        });
        var constant = graph.NewConstant(node.Name + ".table", Tensor.From(ElementType.UInt8, new TensorShape(256), [.. table]));
        graph.Replace(quantize, graph.Create(
            node, "LookupTable", OperatorTable.WhittleDomain, [data.Stored, constant], new NodeAttributes().Set("signed", type == ElementType.Int8 ? 1L : 0L)));
    }
}
