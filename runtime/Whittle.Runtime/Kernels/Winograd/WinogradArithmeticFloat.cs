using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Floats throughout.</summary>
/// <typeparam name="TShape">The convolution.</typeparam>
internal readonly unsafe struct WinogradArithmeticFloat<TShape>(float* weights, WinogradOutputFloat ending) : IWinogradArithmetic<float, float, float, float>
    where TShape : struct, IConvolutionShape
{
    public static int InputChannels => WinogradInputFloat.Channels;

    public static int ProductOutputs => WinogradProductFloat.Outputs;

    public static int OutputChannels => WinogradOutputFloat.Channels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TransformInput(float* x, int line, float* values, int step, byte* half) =>
        WinogradInputFloat.Transform(x, line, TShape.ChannelsPerGroup, values, step, (float*)half);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply(int point, int output, float* values, float* sums) =>
        WinogradProductFloat.Run(
            values, weights + ((long)((point * TShape.OutputChannels) + output) * TShape.ChannelsPerGroup), TShape.ChannelsPerGroup, sums, TShape.OutputChannels);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TransformOutput(float* sums, int step, int output, float* y, int line, byte* half) =>
        ending.Transform(sums, step, output, TShape.OutputChannels, y, line, (float*)half);
}
