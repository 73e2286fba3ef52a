using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>The links of an unrolled chain as the plan writes them (docs/plan-format.md). Between integer layers go whole numbers in floats, less their zero point.</summary>
internal static class UnrolledLinks
{
    public const string FullyConnected = "FullyConnected";
    public const string Quantize = "Quantize";
    public const string FromBytes = "FromBytes";
    public const string ToBytes = "ToBytes";
    public const string Scale = "Scale";

    /// <summary>A layer of floats: clamp(weights · input + bias).</summary>
    public static PlanCall FloatLayer(Tensor weights, Tensor? bias, float minimum, float maximum) => Link(
        FullyConnected,
        [.. Layer(weights.Shape, weights.ToFloats(), bias?.ToFloats() ?? []), ("minimum", new PlanValue.Float(minimum)), ("maximum", new PlanValue.Float(maximum))]);

    /// <summary>A layer of whole numbers: clamp((weights · input + bias) * multipliers + addends), rounded if so wanted. One multiplier and addend each per output.</summary>
    public static PlanCall IntegerLayer(
        TensorShape shape, float[] weights, float[] bias, float[] multipliers, float[] addends, float minimum, float maximum, bool rounded) => Link(
        FullyConnected,
        [
            .. Layer(shape, weights, bias),
            ("multipliers", new PlanValue.Floats(multipliers.ToEquatable())),
            ("addends", new PlanValue.Floats(addends.ToEquatable())),
            ("minimum", new PlanValue.Float(minimum)),
            ("maximum", new PlanValue.Float(maximum)),
            ("rounded", new PlanValue.Boolean(rounded)),
        ]);

    /// <summary>Floats to whole numbers: round(clamp(x / scale)).</summary>
    public static PlanCall QuantizeFloats(int length, float scale, int minimum, int maximum) => Link(
        Quantize,
        [("length", new PlanValue.Integer(length)), ("scale", new PlanValue.Float(scale)), ("minimum", new PlanValue.Float(minimum)), ("maximum", new PlanValue.Float(maximum))]);

    /// <summary>Whole numbers to floats: x * scale.</summary>
    public static PlanCall ScaleWhole(int length, float scale) => Link(Scale, [("length", new PlanValue.Integer(length)), ("scale", new PlanValue.Float(scale))]);

    /// <summary>8 bits to whole numbers at a chain's beginning (<see cref="FromBytes"/>), or back at its end (<see cref="ToBytes"/>).</summary>
    public static PlanCall Bytes(string direction, TensorType type, int zeroPoint) => Link(
        direction,
        [("length", new PlanValue.Integer(type.Length)), ("signed", new PlanValue.Boolean(type.Element == ElementType.Int8)), ("zeroPoint", new PlanValue.Integer(zeroPoint))]);

    public static int Integer(PlanCall link, string name) => (int)((PlanValue.Integer)link.Arguments.Single(argument => argument.Name == name).Value).Value;

    private static (string, PlanValue)[] Layer(TensorShape shape, float[] weights, float[] bias) =>
    [
        ("inputs", new PlanValue.Integer(shape[1])),
        ("outputs", new PlanValue.Integer(shape[0])),
        ("weights", new PlanValue.Floats(weights.ToEquatable())),
        ("bias", new PlanValue.Floats(bias.ToEquatable())),
    ];

    private static PlanCall Link(string target, (string Name, PlanValue Value)[] arguments) =>
        new(target, default, arguments.Select(argument => new PlanArgument(argument.Name, argument.Value)).ToEquatable());
}
