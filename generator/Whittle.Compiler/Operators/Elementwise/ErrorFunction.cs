namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The error function in double precision.</summary>
internal static class ErrorFunction
{
    /// <summary>erf(x) by its Maclaurin series below 3 and the continued fraction of erfc above (Abramowitz and Stegun 7.1.5, 7.1.14).</summary>
    public static double Erf(double x)
    {
        var magnitude = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        if (magnitude > 6)
        {
            return Math.Sign(x);
        }

        return Math.Sign(x) * (magnitude < 3 ? Series(magnitude) : 1 - ComplementByFraction(magnitude));
    }

    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; n < 200 && Math.Abs(term) > 1e-18; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double ComplementByFraction(double x)
    {
        var fraction = x;
        for (var n = 60; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
