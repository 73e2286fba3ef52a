using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>Twelve tiles at a time: transform their activations, multiply, transform the sums. What lies between stays in the second-level cache.</summary>
/// <param name="tiles">The convolution's tiles.</param>
/// <param name="weights">Transformed weights, [36, outputs / 32, channels, 32].</param>
/// <param name="ending">Bias and clamp.</param>
internal readonly unsafe struct WinogradDriverFloat(WinogradTiles tiles, float* weights, WinogradOutputFloat ending)
{
    private const int Block = WinogradProductFloat.Tiles;
    private const int HalfLength = WinogradFilter.Points * WinogradInputFloat.Channels;

    /// <summary>Convolves the images of a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* x, float* y, int images)
    {
        var (values, sums) = (WinogradFilter.Points * Block * tiles.Channels, WinogradFilter.Points * Block * tiles.Outputs);
        var tileLength = WinogradFilter.Tile * WinogradFilter.Tile * tiles.Outputs;
        using var scratch = new WinogradScratch((values + sums + HalfLength + tiles.PatchLength + tileLength) * sizeof(float), parts: 5);
        fixed (byte* pinned = scratch.Memory)
        {
            var v = scratch.Take<float>(pinned, values);
            var m = scratch.Take<float>(pinned, sums);
            var half = scratch.Take<float>(pinned, HalfLength);
            var patch = scratch.Take<float>(pinned, tiles.PatchLength);
            var tile = scratch.Take<float>(pinned, tileLength);
            for (; images > 0; images--, x += tiles.InputImage, y += tiles.OutputImage)
            {
                for (var first = 0; first < tiles.Count; first += Block)
                {
                    var count = Math.Min(Block, tiles.Count - first);
                    TransformInput(x, first, count, v, patch, half);
                    Multiply(v, m);
                    TransformOutput(m, y, first, count, tile, half);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformInput(float* image, int first, int count, float* values, float* patch, float* half)
    {
        var channels = tiles.Channels;
        for (var t = 0; t < count; t++, values += channels)
        {
            var (row, column) = tiles.Corner(first + t);
            var x = image + (((row * tiles.InputWidth) + column) * channels);
            var line = tiles.InputWidth * channels;
            if (!tiles.IsWhole(row, column))
            {
                tiles.CopyIn(image, row, column, patch);
                x = patch;
                line = WinogradFilter.Patch * channels;
            }

            for (var channel = 0; channel < channels; channel += WinogradInputFloat.Channels)
            {
                WinogradInputFloat.Transform(x + channel, line, channels, values + channel, Block * channels, half);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(float* values, float* sums)
    {
        var (channels, outputs) = (tiles.Channels, tiles.Outputs);
        var u = weights;
        for (var point = 0; point < WinogradFilter.Points; point++, values += Block * channels, sums += Block * outputs)
        {
            for (var output = 0; output < outputs; output += WinogradProductFloat.Outputs, u += WinogradProductFloat.Outputs * channels)
            {
                WinogradProductFloat.Run(values, u, channels, sums + output, outputs);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformOutput(float* sums, float* image, int first, int count, float* tile, float* half)
    {
        var outputs = tiles.Outputs;
        for (var t = 0; t < count; t++, sums += outputs)
        {
            var (row, column) = tiles.Corner(first + t);
            var whole = tiles.IsWhole(row, column);
            var y = whole ? image + (((row * tiles.OutputWidth) + column) * outputs) : tile;
            var line = (whole ? tiles.OutputWidth : WinogradFilter.Tile) * outputs;
            for (var output = 0; output < outputs; output += WinogradOutputFloat.Channels)
            {
                ending.Transform(sums + output, Block * outputs, output, outputs, y + output, line, half);
            }

            if (!whole)
            {
                tiles.CopyOut(tile, image, row, column);
            }
        }
    }
}
