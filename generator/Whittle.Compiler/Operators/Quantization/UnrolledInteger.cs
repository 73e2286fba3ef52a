using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>A tiny fully connected integer layer in line. Its numbers are whole ones in floats, which is exact as long as no sum can reach 2^24.</summary>
internal static class UnrolledInteger
{
    /// <summary>Below this, every integer is a float.</summary>
    private const long ExactBelow = 1 << 24;

    /// <summary>Whether no sum of QLinearFullyConnected or FullyConnectedDynamic can leave the exact integers, whatever the activations, and what the sums are multiplied by
    /// makes numbers of them.</summary>
    public static bool IsExact(Node node)
    {
        if (Quantized.TryRead(node, 1, 2) is not { } input || Quantized.TryRead(node, 4, 5) is not { } weights || node.InputOrNull(3)?.Constant is not { } values)
        {
            return false;
        }

        var isDynamic = node.Is("FullyConnectedDynamic", OperatorTable.WhittleDomain);
        var output = isDynamic ? new Quantized([1], [0]) : Quantized.Read(node, 6, 7);
        return Array.TrueForAll(Quantized.Multipliers(input, weights, output), multiplier => !float.IsNaN(multiplier) && !float.IsInfinity(multiplier))
            && SumsFit(IntegerWeights.Fold(values, weights.ZeroPoints), node.Input(0).KnownType, input.ZeroPoint, node.InputOrNull(isDynamic ? 7 : 8)?.Constant);
    }

    private static bool SumsFit(IntegerWeights weights, TensorType input, int zeroPoint, Tensor? bias)
    {
        var (lowest, highest) = Quantized.Range(input.Element);
        var largest = Math.Max(highest - zeroPoint, zeroPoint - lowest);
        var addends = bias?.ToInt32s();
        var all = All(weights);
        var inputs = weights.Main.Shape[1];
        for (var output = 0; output < weights.Main.Shape[0]; output++)
        {
            var sum = addends is null ? 0 : Math.Abs((long)addends[addends.Length == 1 ? 0 : output]);
            for (var i = 0; i < inputs; i++)
            {
                sum += Math.Abs((long)all[(output * inputs) + i]) * largest;
            }

            if (sum >= ExactBelow)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the step of a layer that requantizes.</summary>
    public static void Requantize(
        LoweringContext context, IntegerWeights weights, Quantized input, Tensor? bias, float[] multipliers, Quantized output, int minimum, int maximum) =>
        UnrolledChains.AddStep(
            context,
            UnrolledLinks.Bytes(UnrolledLinks.FromBytes, context.Type(0), input.ZeroPoint),
            UnrolledLinks.IntegerLayer(
                weights.Main.Shape,
                All(weights),
                PerOutput(weights, bias),
                PerOutput(weights, multipliers),
                [],
                minimum - output.ZeroPoint,
                maximum - output.ZeroPoint,
                rounded: true),
            UnrolledLinks.Bytes(UnrolledLinks.ToBytes, context.OutputType, output.ZeroPoint));

    /// <summary>Adds the step of a layer that ends in floats.</summary>
    public static void Dequantize(
        LoweringContext context, IntegerWeights weights, int zeroPoint, Tensor? sumBias, float[] scales, Tensor? bias, float minimum, float maximum) =>
        UnrolledChains.AddStep(
            context,
            UnrolledLinks.Bytes(UnrolledLinks.FromBytes, context.Type(0), zeroPoint),
            UnrolledLinks.IntegerLayer(
                weights.Main.Shape,
                All(weights),
                PerOutput(weights, sumBias),
                PerOutput(weights, scales),
                bias is null ? [] : PerOutput(weights, bias.ToFloats()),
                minimum,
                maximum,
                rounded: false));

    /// <summary>The weights whole again, as floats.</summary>
    private static float[] All(IntegerWeights weights)
    {
        var all = Array.ConvertAll(weights.Main.ToInt32s(), weight => (float)weight);
        foreach (var excess in weights.Excess)
        {
            var more = excess.ToInt32s();
            all = [.. all.Select((weight, i) => weight + more[i])];
        }

        return all;
    }

    private static float[] PerOutput(IntegerWeights weights, Tensor? values) =>
        values is null ? [] : PerOutput(weights, Array.ConvertAll(values.ToInt32s(), value => (float)value));

    private static float[] PerOutput(IntegerWeights weights, float[] values) =>
        values.Length == 1 ? [.. Enumerable.Repeat(values[0], weights.Main.Shape[0])] : values;
}
