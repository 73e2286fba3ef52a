using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Eight-bit activations, 16-bit transformed numbers, int32 sums, eight-bit outputs.</summary>
/// <typeparam name="TShape">The convolution.</typeparam>
/// <typeparam name="TInput"><see cref="byte"/> or <see cref="sbyte"/>.</typeparam>
internal readonly unsafe struct WinogradArithmeticInt8<TShape, TInput>(short* weights, WinogradOutputInt8 ending)
    : IWinogradArithmetic<TInput, short, int, byte>
    where TShape : struct, IConvolutionShape
    where TInput : unmanaged
{
    public static int InputChannels => WinogradInputInt8.Channels;

    public static int ProductOutputs => WinogradProductInt16.Outputs;

    public static int OutputChannels => WinogradOutputInt8.Channels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TransformInput(TInput* x, int line, short* values, int step, byte* half) =>
        WinogradInputInt8.Transform((byte*)x, typeof(TInput) == typeof(sbyte), line, TShape.ChannelsPerGroup, values, step, (short*)half);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply(int point, int output, short* values, int* sums) =>
        WinogradProductInt16.Run(
            values, weights + ((long)((point * TShape.OutputChannels) + output) * TShape.ChannelsPerGroup), TShape.ChannelsPerGroup, sums, TShape.OutputChannels);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TransformOutput(int* sums, int step, int output, byte* y, int line, byte* half) =>
        ending.Transform(sums, step, output, TShape.OutputChannels, y, line, (float*)half);
}
