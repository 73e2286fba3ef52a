namespace Whittle.Runtime.Kernels;

/// <summary>Mean and variance of neighbouring values.</summary>
internal static class Moments
{
    internal static (float Mean, float Variance) Of(ReadOnlySpan<float> values, IsaLevel isa)
    {
        var mean = new FloatReduceRun<ReduceSum<float>>(default, isa).Horizontal(0f, values) / values.Length;
        var variance = new FloatReduceRun<CenteredSquares>(new(mean), isa).Horizontal(0f, values) / values.Length;
        return (mean, variance);
    }
}
