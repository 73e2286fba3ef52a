using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Twelve tiles at a time: transform their activations, multiply, transform the sums. What lies between stays in the second-level cache.</summary>
/// <typeparam name="TShape">The convolution.</typeparam>
internal static unsafe class WinogradDriver<TShape>
    where TShape : struct, IConvolutionShape
{
    private const int Block = WinogradTiles<TShape>.Block;
    private const int HalfBytes = WinogradFilter.Points * 64;

    private static int Values => WinogradFilter.Points * Block * TShape.ChannelsPerGroup;

    private static int Sums => WinogradFilter.Points * Block * TShape.OutputChannels;

    /// <summary>Convolves all images of a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TArithmetic, TInput, TValue, TSum, TOutput>(in TArithmetic arithmetic, TInput* x, TOutput* y)
        where TArithmetic : struct, IWinogradArithmetic<TInput, TValue, TSum, TOutput>
        where TInput : unmanaged
        where TValue : unmanaged
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        var edges = (WinogradTiles<TShape>.PatchLength * sizeof(TInput)) + (WinogradTiles<TShape>.TileLength * sizeof(TOutput));
        using var scratch = new WinogradScratch((Values * sizeof(TValue)) + (Sums * sizeof(TSum)) + HalfBytes + edges, parts: 5);
        fixed (byte* pinned = scratch.Memory)
        {
            var values = scratch.Take<TValue>(pinned, Values);
            var sums = scratch.Take<TSum>(pinned, Sums);
            var half = scratch.Take<byte>(pinned, HalfBytes);
            var patch = scratch.Take<TInput>(pinned, WinogradTiles<TShape>.PatchLength);
            var tile = scratch.Take<TOutput>(pinned, WinogradTiles<TShape>.TileLength);
            for (var image = 0; image < TShape.Batch; image++, x += WinogradTiles<TShape>.InputImage, y += WinogradTiles<TShape>.OutputImage)
            {
                for (var first = 0; first < WinogradTiles<TShape>.Count; first += Block)
                {
                    var count = Math.Min(Block, WinogradTiles<TShape>.Count - first);
                    TransformInput<TArithmetic, TInput, TValue, TSum, TOutput>(arithmetic, x, first, count, values, patch, half);
                    Multiply<TArithmetic, TInput, TValue, TSum, TOutput>(arithmetic, values, sums);
                    TransformOutput<TArithmetic, TInput, TValue, TSum, TOutput>(arithmetic, sums, y, first, count, tile, half);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformInput<TArithmetic, TInput, TValue, TSum, TOutput>(
        in TArithmetic arithmetic, TInput* image, int first, int count, TValue* values, TInput* patch, byte* half)
        where TArithmetic : struct, IWinogradArithmetic<TInput, TValue, TSum, TOutput>
        where TInput : unmanaged
        where TValue : unmanaged
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        for (var t = 0; t < count; t++, values += TShape.ChannelsPerGroup)
        {
            var (row, column) = WinogradTiles<TShape>.Corner(first + t);
            var x = image + (((row * TShape.InputWidth) + column) * TShape.ChannelsPerGroup);
            var line = TShape.InputWidth * TShape.ChannelsPerGroup;
            if (!WinogradTiles<TShape>.IsWhole(row, column))
            {
                WinogradTiles<TShape>.CopyIn(image, row, column, patch);
                x = patch;
                line = WinogradFilter.Patch * TShape.ChannelsPerGroup;
            }

            for (var channel = 0; channel < TShape.ChannelsPerGroup; channel += TArithmetic.InputChannels)
            {
                arithmetic.TransformInput(x + channel, line, values + channel, Block * TShape.ChannelsPerGroup, half);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TArithmetic, TInput, TValue, TSum, TOutput>(in TArithmetic arithmetic, TValue* values, TSum* sums)
        where TArithmetic : struct, IWinogradArithmetic<TInput, TValue, TSum, TOutput>
        where TInput : unmanaged
        where TValue : unmanaged
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        for (var point = 0; point < WinogradFilter.Points; point++, values += Block * TShape.ChannelsPerGroup, sums += Block * TShape.OutputChannels)
        {
            for (var output = 0; output < TShape.OutputChannels; output += TArithmetic.ProductOutputs)
            {
                arithmetic.Multiply(point, output, values, sums + output);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformOutput<TArithmetic, TInput, TValue, TSum, TOutput>(
        in TArithmetic arithmetic, TSum* sums, TOutput* image, int first, int count, TOutput* tile, byte* half)
        where TArithmetic : struct, IWinogradArithmetic<TInput, TValue, TSum, TOutput>
        where TInput : unmanaged
        where TValue : unmanaged
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        for (var t = 0; t < count; t++, sums += TShape.OutputChannels)
        {
            var (row, column) = WinogradTiles<TShape>.Corner(first + t);
            var whole = WinogradTiles<TShape>.IsWhole(row, column);
            var y = whole ? image + (((row * TShape.OutputWidth) + column) * TShape.OutputChannels) : tile;
            var line = (whole ? TShape.OutputWidth : WinogradFilter.Tile) * TShape.OutputChannels;
            for (var output = 0; output < TShape.OutputChannels; output += TArithmetic.OutputChannels)
            {
                arithmetic.TransformOutput(sums + output, Block * TShape.OutputChannels, output, y + output, line, half);
            }

            if (!whole)
            {
                WinogradTiles<TShape>.CopyOut(tile, image, row, column);
            }
        }
    }
}
