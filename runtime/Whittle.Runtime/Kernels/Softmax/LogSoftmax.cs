namespace Whittle.Runtime.Kernels;

/// <summary>x − log Σ e^x along an axis, stable for any finite input. The tensor is seen as [outer, axis, inner]; input and output may be the same
/// span.</summary>
public static class LogSoftmax
{
    public static void Run(ReadOnlySpan<float> input, Span<float> output, int outer, int axisLength, int inner) =>
        Run(input, output, outer, axisLength, inner, Isa.Best);

    internal static void Run(ReadOnlySpan<float> input, Span<float> output, int outer, int axisLength, int inner, IsaLevel isa) =>
        SoftmaxDriver.Run<Form>(input, output, outer, axisLength, inner, isa);

    private readonly struct Form : ISoftmaxForm
    {
        public static bool IsLogarithm => true;
    }
}
