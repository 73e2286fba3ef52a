using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Passes.Quantization;

/// <summary>A float value known to come from a quantized one: the result of a DequantizeLinear with constant parameters.</summary>
/// <param name="Node">The DequantizeLinear.</param>
/// <param name="Parameters">Its scales and zero points.</param>
internal sealed record Dequantized(Node Node, Quantized Parameters)
{
    /// <summary>The quantized value.</summary>
    public Value Stored => Node.Input(0);

    public Value Scale => Node.Input(1);

    public ElementType Type => Stored.KnownType.Element;

    public bool Is8Bit => Type is ElementType.UInt8 or ElementType.Int8;

    /// <summary>The axis that the scales run along.</summary>
    public int Axis => Node.Attributes.Int("axis", 1) is var axis && axis < 0 ? axis + Stored.Shape.Rank : axis;

    /// <summary>Matches a value that a DequantizeLinear with constant parameters computes.</summary>
    public static Dequantized? Match(Value? value) =>
        value?.Producer is { } node && node.Is("DequantizeLinear") && Quantized.TryRead(node, 1, 2) is { } parameters
            ? new Dequantized(node, parameters)
            : null;

    /// <summary>Matches an 8-bit activation: one scale, uint8 or int8.</summary>
    public static Dequantized? MatchActivation(Value? value) => Match(value) is { Is8Bit: true, Parameters.PerTensor: true } match ? match : null;

    /// <summary>The zero point, a new constant 0 where the node gives none.</summary>
    public Value ZeroPoint(Graph graph) => Node.InputOrNull(2) ?? Zero(graph, Node, Type, Parameters.Scales.Length);

    internal static Value Zero(Graph graph, Node owner, ElementType type, int count) => graph.NewConstant(
        owner.Name + ".zeroPoint", Tensor.FromDoubles(new TensorType(type, count == 1 ? TensorShape.Scalar : new TensorShape(count)), new double[count]));
}
