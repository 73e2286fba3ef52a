using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>The QuantizeLinear that alone takes a node's float result, perhaps behind a Relu or Clip.</summary>
/// <param name="Node">The QuantizeLinear.</param>
/// <param name="Parameters">Its scale and zero point.</param>
/// <param name="Minimum">Lower limit of the result in the quantized domain.</param>
/// <param name="Maximum">Upper limit.</param>
internal sealed record Requantized(Node Node, Quantized Parameters, int Minimum, int Maximum)
{
    public ElementType Type => Node.Output.KnownType.Element;

    public Value Scale => Node.Input(1);

    /// <summary>Matches node → [Relu | Clip] → QuantizeLinear to 8 bits. Limits commute with rounding, so an activation becomes limits of the
    /// integer.</summary>
    public static Requantized? Match(Node node, bool activations = false)
    {
        if (node.Output.SingleConsumer is not { } next)
        {
            return null;
        }

        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        if (activations && ActivationLimits.Of(next) is { } limits && next.Output.SingleConsumer is { } after)
        {
            (low, high) = limits;
            next = after;
        }

        if (!next.Is("QuantizeLinear") || Quantized.TryRead(next, 1, 2) is not { PerTensor: true } parameters ||
            next.Output.KnownType.Element is not (ElementType.UInt8 or ElementType.Int8))
        {
            return null;
        }

        var (lowest, highest) = Quantized.Range(next.Output.KnownType.Element);
        var minimum = double.IsNegativeInfinity(low) ? lowest : Math.Max(lowest, Math.Min(highest, parameters.Quantize(low)));
        var maximum = double.IsPositiveInfinity(high) ? highest : Math.Max(lowest, Math.Min(highest, parameters.Quantize(high)));
        return new Requantized(next, parameters, (int)minimum, (int)maximum);
    }

    public Value ZeroPoint(Graph graph) => Node.InputOrNull(2) ?? Dequantized.Zero(graph, Node, Type, 1);

    /// <summary>Writes the limits into the attributes of an integer layer.</summary>
    public NodeAttributes Limit(NodeAttributes attributes) => attributes.Set("minimum", (long)Minimum).Set("maximum", (long)Maximum);
}
