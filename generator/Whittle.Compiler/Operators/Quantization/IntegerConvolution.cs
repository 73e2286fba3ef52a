using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>
/// A convolution of 8-bit operands that no integer layer takes (computed weights or parameters, three dimensions): differences to the zero points as int32,
/// convolved window by window. Padding with zeros after the subtraction is padding with the zero point.
/// </summary>
internal static class IntegerConvolution
{
    private const long Int32 = 6;

    /// <summary>Σ (x − xZero)(w − wZero) + bias as int32.</summary>
    public static Value Of(ExpansionContext context, Value? zeroPoint, int weights, Value? weightZero, Value? bias)
    {
        var w = context.Input(weights);
        var perOutput = weightZero is null ? null : PerChannel(context, weightZero, w.Shape.Rank - 1);
        var attributes = context.Attributes.Names.Select(name => (name, context.Attributes.Get(name))).ToArray();
        return context.Call("Conv", [Difference(context, context.Input(0), zeroPoint), Difference(context, w, perOutput), bias], attributes);
    }

    /// <summary>One value as a scalar, or [channels] with as many dimensions of length 1 behind it as there are axes behind the channels.</summary>
    public static Value PerChannel(ExpansionContext context, Value values, int behind) =>
        values.Shape.Length == 1 ? context.Reshape(values) : context.Reshape(values, [values.Shape.Length, .. Enumerable.Repeat(1, behind)]);

    private static Value Difference(ExpansionContext context, Value value, Value? zeroPoint)
    {
        var wide = context.Call("Cast", [value], ("to", Int32));
        return zeroPoint is null
            ? wide
            : context.Call("Sub", [wide, context.Call("Cast", [zeroPoint.Shape.Length == 1 ? context.Reshape(zeroPoint) : zeroPoint], ("to", Int32))]);
    }
}
