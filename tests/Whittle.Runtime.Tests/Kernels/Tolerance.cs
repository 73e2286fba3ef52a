namespace Whittle.Runtime.Tests.Kernels;

/// <summary>Distance of floats, counted in steps between neighbouring floats.</summary>
internal static class Tolerance
{
    /// <summary>Results below the smallest normal number may be zero; otherwise the distance to the exact result is at most <paramref name="ulps"/>.</summary>
    internal static void Close(double exact, float actual, double ulps, string what, double absolute = 1.2e-38)
    {
        var expected = (float)exact;
        if (float.IsNaN(expected) || float.IsNaN(actual) || float.IsInfinity(expected) || float.IsInfinity(actual))
        {
            Assert.True(expected.Equals(actual), $"{what}: expected {expected:R}, got {actual:R}");
            return;
        }

        var ulp = Math.Max((double)MathF.Abs(expected) - MathF.BitDecrement(MathF.Abs(expected)), float.Epsilon);
        var distance = Math.Abs(actual - exact);
        Assert.True(distance <= Math.Max(absolute, ulps * ulp), $"{what}: expected {exact:R}, got {actual:R}, {distance / ulp:F1} ulp away");
    }
}
