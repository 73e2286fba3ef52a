using System.Globalization;
using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Scales and zero points of a quantized operand: real = scale · (stored − zeroPoint).</summary>
/// <param name="Scales">One, or one per channel.</param>
/// <param name="ZeroPoints">As many as there are scales.</param>
public sealed record Quantized(float[] Scales, int[] ZeroPoints)
{
    public float Scale => Scales[0];

    public int ZeroPoint => ZeroPoints[0];

    public bool PerTensor => Scales.Length == 1;

    /// <summary>Reads constant operands; a missing zero point is 0. Null when one is computed at run time.</summary>
    public static Quantized? TryRead(Node node, int scaleIndex, int zeroPointIndex) =>
        node.InputOrNull(scaleIndex)?.Constant is not { } scale || node.InputOrNull(zeroPointIndex) is { IsConstant: false }
            ? null
            : Of(node, scale, node.InputOrNull(zeroPointIndex)?.Constant);

    /// <summary>Scales and zero points of a node's operands that are known; a missing zero point is 0.</summary>
    public static Quantized Of(Node node, Tensor scale, Tensor? zeroPoint)
    {
        var scales = scale.ToFloats();
        var zeroPoints = zeroPoint?.ToInt32s() ?? [.. scales.Select(_ => 0)];
        return zeroPoints.Length == scales.Length ? new Quantized(scales, zeroPoints)
            : zeroPoints.Length == 1 ? new Quantized(scales, [.. scales.Select(_ => zeroPoints[0])])
            : scales.Length == 1 ? new Quantized([.. zeroPoints.Select(_ => scales[0])], zeroPoints)
            : throw new ModelException(
                Diagnostics.ErrorIds.ShapeMismatch,
                node.Name,
                $"{node.OperatorType}: {Text(scales.Length)} scales and {Text(zeroPoints.Length)} zero points do not fit together.",
                "Export the model again; both need one value, or one per channel.");
    }

    /// <summary>Fails unless scale and zero point have one element, or one per channel (of 1 for an activation).</summary>
    public static void Check(InferenceContext context, int scaleIndex, int zeroPointIndex, int channels = 1)
    {
        context.Require(scaleIndex, ElementType.Float32);
        foreach (var index in new[] { scaleIndex, zeroPointIndex }.Where(context.Has))
        {
            if (context.Shape(index).Length is var length && length != 1 && length != channels)
            {
                throw context.Mismatch(
                    $"operand {Text(index)} has {Text(length)} elements for {Text(channels)} channels",
                    "Scales and zero points are one number, or one per channel; export the model again.");
            }
        }
    }

    /// <summary>Reads operands that must be constant.</summary>
    public static Quantized Read(Node node, int scaleIndex, int zeroPointIndex) => TryRead(node, scaleIndex, zeroPointIndex) ?? throw new ModelException(
        Diagnostics.ErrorIds.UnsupportedForm,
        node.Name,
        $"{node.OperatorType}: its scale or zero point is computed at run time.",
        "Quantize the model statically, or dynamically with DynamicQuantizeLinear and MatMulInteger.");

    /// <summary>multiplier = inputScale · weightScale / outputScale per output channel, each operation rounded to float as ONNX Runtime does.</summary>
    public static float[] Multipliers(Quantized input, Quantized weights, Quantized output) =>
        Array.ConvertAll(weights.Scales, scale => (float)((float)(input.Scale * scale) / output.Scale));

    /// <summary>The value in the quantized domain, not limited to any type: round(value / scale) + zero point, half to even.</summary>
    public double Quantize(double value) => Math.Round((double)(float)((float)value / Scale), MidpointRounding.ToEven) + ZeroPoint;

    /// <summary>Whether both describe the same mapping.</summary>
    public bool SameAs(Quantized other) => Scales.SequenceEqual(other.Scales) && ZeroPoints.SequenceEqual(other.ZeroPoints);

    /// <summary>Lowest and highest value of an 8-bit type.</summary>
    public static (int Lowest, int Highest) Range(ElementType type) => type switch
    {
        ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an 8-bit type"),
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
