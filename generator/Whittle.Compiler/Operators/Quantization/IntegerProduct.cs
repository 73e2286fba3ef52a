using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>Exact product of two 8-bit matrices that are both known at run time only, by float products of parts short enough that no sum is rounded.</summary>
internal static class IntegerProduct
{
    /// <summary>255 · 255 · 256 is below 2^24: each partial sum is an integer that a float holds.</summary>
    private const int ExactLength = 256;

    /// <summary>Whether the matrix on the right is one that an integer layer takes.</summary>
    public static bool IsLayer(Node node, int left, int right) =>
        node.Input(right).Constant is { Shape.Rank: 2 } && node.Input(left).Shape.Rank >= 2;

    /// <summary>Σ (left − leftZero)(right − rightZero) as int32; a zero point per output column broadcasts from the right.</summary>
    public static Value Of(ExpansionContext context, Value left, Value? leftZero, Value right, Value? rightZero)
    {
        var (a, b) = (Centered(context, left, leftZero), Centered(context, right, rightZero));
        var inner = a.Shape[a.Shape.Rank - 1];
        Value? sum = null;
        for (var start = 0; start < inner || start == 0; start += ExactLength)
        {
            var end = Math.Min(inner, start + ExactLength);
            var part = context.Call("MatMul", [context.Slice(a, a.Shape.Rank - 1, start, end), context.Slice(b, Math.Max(0, b.Shape.Rank - 2), start, end)]);
            var whole = context.Call("Cast", [part], ("to", 6L));
            sum = sum is null ? whole : context.Call("Add", [sum, whole]);
        }

        return sum!;
    }

    private static Value Centered(ExpansionContext context, Value value, Value? zero)
    {
        var number = context.Call("Cast", [value], ("to", 1L));
        if (zero is null)
        {
            return number;
        }

        var point = zero.Shape.Length == 1 ? context.Reshape(zero) : zero;
        return context.Call("Sub", [number, context.Call("Cast", [point], ("to", 1L))]);
    }
}
