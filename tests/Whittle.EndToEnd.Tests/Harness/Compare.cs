using Whittle.Tool.InMemory;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>How alike results must be. Integers and truth values are compared exactly in either case.</summary>
internal enum Likeness
{
    /// <summary>Floats within <see cref="Compare.Tolerance"/> of the reference's largest magnitude.</summary>
    Close,

    /// <summary>The same bits.</summary>
    Bits,
}

/// <summary>Compares results with a reference.</summary>
/// <remarks>
/// The error of a float is relative to the largest finite magnitude of the whole reference output, not to its own element: sums that cancel have no relative
/// accuracy of their own. A reference that is all below <see cref="Negligible"/> counts as zero with that error (ONNX Runtime's Sigmoid ends at exactly 0 where
/// ours is 1e-21). Where the reference is NaN or infinite the result must be so too.
/// </remarks>
internal static class Compare
{
    public const double Tolerance = 1e-5;

    /// <summary>Two units in the last place of a float16: where a network is rounded differs.</summary>
    public const double HalfTolerance = 2e-3;

    /// <summary>Magnitudes that no softmax or sigmoid in single precision tells from zero.</summary>
    public const double Negligible = 1e-12;

    /// <param name="tolerance">Largest error relative to the reference's largest magnitude.</param>
    /// <param name="least">What that magnitude counts as at least.</param>
    public static void Outputs(Array[] expected, Array[] actual, Likeness likeness, string where, double tolerance = Tolerance, double least = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                expected[i].GetType() == actual[i].GetType() && expected[i].Length == actual[i].Length,
                $"{where}, output {i}: {Describe(actual[i])} instead of {Describe(expected[i])}");
            if (likeness == Likeness.Close && expected[i] is float[] or double[] or Half[])
            {
                Close(expected[i], actual[i], where, i, tolerance, least);
            }
            else
            {
                Same(expected[i], actual[i], where, i);
            }
        }
    }

    private static void Same(Array expected, Array actual, string where, int output)
    {
        if (ElementArrays.Bytes(expected).SequenceEqual(ElementArrays.Bytes(actual)))
        {
            return;
        }

        var size = ElementArrays.Bytes(expected).Length / Math.Max(1, expected.Length);
        var different = Enumerable.Range(0, expected.Length)
            .Where(i => !ElementArrays.Bytes(expected).Slice(i * size, size).SequenceEqual(ElementArrays.Bytes(actual).Slice(i * size, size)))
            .ToArray();
        Assert.Fail($"{where}, output {output}: {different.Length} of {expected.Length} elements differ. {Examples(expected, actual, different)}");
    }

    private static void Close(Array expected, Array actual, string where, int output, double tolerance, double least)
    {
        double[] reference = Doubles(expected), result = Doubles(actual);
        var half = expected is Half[];
        var largest = reference.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Append(least).Max();
        var limit = Math.Max(Math.Max(tolerance, half ? HalfTolerance : 0) * largest, half ? 2 * (double)Half.Epsilon : Negligible * tolerance);
        var different = Enumerable.Range(0, reference.Length).Where(i => !IsClose(reference[i], result[i], limit)).ToArray();
        if (different.Length > 0)
        {
            var count = FormattableString.Invariant($"{different.Length} of {reference.Length} elements are further off than {limit:g3}");
            Assert.Fail($"{where}, output {output}: {count}. {Examples(expected, actual, different)}");
        }
    }

    private static bool IsClose(double expected, double actual, double limit) =>
        double.IsFinite(expected) ? Math.Abs(expected - actual) <= limit : expected.Equals(actual);

    private static double[] Doubles(Array array) => array switch
    {
        float[] floats => Array.ConvertAll(floats, value => (double)value),
        Half[] halves => Array.ConvertAll(halves, value => (double)value),
        _ => (double[])array,
    };

    private static string Describe(Array array) => FormattableString.Invariant($"{array.GetType().GetElementType()!.Name}[{array.Length}]");

    private static string Examples(Array expected, Array actual, int[] indices) => string.Join(
        ", ",
        indices.Take(6).Select(i => FormattableString.Invariant($"[{i}] {actual.GetValue(i)} instead of {expected.GetValue(i)}")));
}
