using System.Globalization;
using Whittle.Compiler.Importing;
using Whittle.Onnx;
using Whittle.Plan;
using Whittle.Tool.InMemory;

namespace Whittle.Tool.Verification;

/// <summary>Compares a result with its reference, as the ONNX backend tests do.</summary>
/// <remarks>
/// Floats: |result - reference| is at most 1e-7 + 1e-3 · |reference|, and NaN and infinities are equal. Integers are equal; where the ONNX test would let
/// more pass, which is where 1e-3 of the reference is 1 or more, so is a difference of 1. Type and shape are part of the result.
/// </remarks>
internal static class OutputComparison
{
    public const double RelativeTolerance = 1e-3;
    public const double AbsoluteTolerance = 1e-7;

    /// <summary>What is wrong with the result, or null; and how far off it is.</summary>
    public static (string? Difference, LargestError Error) Compare(OnnxTensor reference, PlanPort port, Array result)
    {
        if (ElementTypeMap.FromOnnx(reference.ElementType) != port.Type)
        {
            return ($"output '{port.Name}' is {port.Type.Name()} instead of {reference.ElementType}", default);
        }

        if (!reference.Dimensions.SequenceEqual(port.Shape.Select(dimension => (long)dimension)))
        {
            return ($"output '{port.Name}' has shape [{string.Join(",", port.Shape)}] instead of [{string.Join(",", reference.Dimensions)}]", default);
        }

        return port.Type.IsFloat() ? Floats(reference, port, result) : (Integers(reference, port, result), default);
    }

    private static (string? Difference, LargestError Error) Floats(OnnxTensor reference, PlanPort port, Array result)
    {
        var expected = reference.ToDoubles();
        var actual = ElementArrays.ToDoubles(result, port.Type);
        var largest = default(LargestError);
        var different = new List<int>();
        for (var i = 0; i < expected.Length; i++)
        {
            if (!IsClose(expected[i], actual[i]))
            {
                different.Add(i);
            }
            else if (double.IsFinite(expected[i]) && Math.Abs(expected[i]) > AbsoluteTolerance)
            {
                var distance = Math.Abs(actual[i] - expected[i]);
                largest = largest.Max(new LargestError(distance / LastPlace(expected[i], port.Type), distance / Math.Abs(expected[i])));
            }
        }

        return (Describe(port, different, expected.Length, i => (expected[i], actual[i])), largest);
    }

    private static bool IsClose(double expected, double actual) => double.IsFinite(expected)
        ? Math.Abs(actual - expected) <= AbsoluteTolerance + (RelativeTolerance * Math.Abs(expected))
        : expected.Equals(actual);

    /// <summary>The distance of a value to the next one of its type.</summary>
    private static double LastPlace(double value, ElementType type) => type switch
    {
        ElementType.Float64 => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value),
        ElementType.Float16 => (double)(Half.BitIncrement(Half.Abs((Half)value)) - Half.Abs((Half)value)),
        ElementType.BFloat16 => (double)(MathF.BitIncrement(MathF.Abs((float)value)) - MathF.Abs((float)value)) * (1 << 16),
        _ => (double)(MathF.BitIncrement(MathF.Abs((float)value)) - MathF.Abs((float)value)),
    };

    private static string? Integers(OnnxTensor reference, PlanPort port, Array result)
    {
        var expected = ElementArrays.FromTensor(reference, port.Type);
        if (ElementArrays.Bytes(expected).SequenceEqual(ElementArrays.Bytes(result)))
        {
            return null;
        }

        int[] different = [.. Enumerable.Range(0, expected.Length).Where(i => !IsSame(expected, result, i))];
        return Describe(port, different, expected.Length, i => (expected.GetValue(i)!, result.GetValue(i)!));
    }

    private static bool IsSame(Array expected, Array actual, int index)
    {
        if (expected is bool[] truths)
        {
            return truths[index] == ((bool[])actual)[index];
        }

        var reference = Convert.ToDecimal(expected.GetValue(index), CultureInfo.InvariantCulture);
        var distance = Math.Abs(Convert.ToDecimal(actual.GetValue(index), CultureInfo.InvariantCulture) - reference);
        return distance == 0 || (distance == 1 && Math.Abs(reference) * (decimal)RelativeTolerance >= 1);
    }

    private static string? Describe(PlanPort port, IReadOnlyList<int> different, int count, Func<int, (object Expected, object Actual)> at)
    {
        if (different.Count == 0)
        {
            return null;
        }

        var examples = different.Take(3).Select(i => FormattableString.Invariant($"[{i}] {at(i).Actual} instead of {at(i).Expected}"));
        return FormattableString.Invariant($"output '{port.Name}': {different.Count} of {count} elements differ: {string.Join(", ", examples)}");
    }
}
