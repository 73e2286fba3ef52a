namespace Whittle.Runtime.Kernels;

/// <summary>The error function in double precision: the scalar truth of Erf and Gelu.</summary>
internal static class ScalarErf
{
    /// <summary>2 / √π e^(−x²) Σ 2^k x^(2k+1) / (1·3·5…(2k+1)): all terms have one sign, so nothing cancels.</summary>
    internal static double Of(double value)
    {
        if (double.IsNaN(value) || Math.Abs(value) > 6d)
        {
            return double.IsNaN(value) ? value : Math.Sign(value);
        }

        var term = value;
        var sum = value;
        for (var k = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); k++)
        {
            term *= 2d * value * value / ((2 * k) + 1);
            sum += term;
        }

        return 2d / Math.Sqrt(Math.PI) * Math.Exp(-value * value) * sum;
    }
}
