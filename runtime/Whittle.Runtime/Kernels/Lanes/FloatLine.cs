using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Runs a line of pixels against one or more panels of weights with register tiles.</summary>
/// <remarks>A line is cut into tiles of nearly equal length (at most two lengths, so at most two compiled tiles per layer): 56 pixels are four tiles of 11
/// and one of 12 rather than four of 12 and one of 8, and no pixel is computed twice.</remarks>
internal static unsafe class FloatLine<TShape, TLanes, TVector>
    where TShape : struct, IFloatTileShape
    where TLanes : struct, ITileLanes<TVector>
    where TVector : unmanaged
{
    // Tiles of a strip: the input of a strip stays in the cache nearest to the core while every panel passes over it.
    private const int StripTiles = 8;

    /// <summary>Computes <paramref name="pixels"/> pixels times <paramref name="outputs"/> outputs; panels as
    /// <see cref="FloatPanels"/> packs them with two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* input, float* weights, float* bias, float* output, int pixels, int outputs, float minimum, float maximum)
    {
        var length = TShape.Rows * TShape.Segments * TShape.SegmentLength;
        var strip = StripTiles * TLanes.TilePixels;
        for (var from = 0; from < pixels; from += strip)
        {
            var count = Math.Min(strip, pixels - from);
            var x = input + ((long)from * TShape.PixelStep);
            var y = output + ((long)from * TShape.OutputStep);
            for (var first = 0; first < outputs;)
            {
                var pair = first + TLanes.Count < outputs;
                var width = pair ? 2 * TLanes.Count : TLanes.Count;
                Strip(pair, x, weights + ((long)first * length), bias + first, y + first, count, Math.Min(width, outputs - first), minimum, maximum);
                first += width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip(bool pair, float* x, float* w, float* b, float* y, int pixels, int outputs, float low, float high)
    {
        var tiles = (pixels + TLanes.TilePixels - 1) / TLanes.TilePixels;
        for (var done = 0; tiles > 0; tiles--)
        {
            var count = (pixels - done) / tiles;
            var input = x + ((long)done * TShape.PixelStep);
            var output = y + ((long)done * TShape.OutputStep);
            if (pair)
            {
                Pair(count, input, w, b, output, outputs, low, high);
            }
            else
            {
                Single(count, input, w, b, output, outputs, low, high);
            }

            done += count;
        }
    }

    private static void Pair(int pixels, float* x, float* w, float* b, float* y, int outputs, float low, float high)
    {
        switch (pixels)
        {
            case 1: FloatPairTile<TShape, TLanes, TVector, Pixels1>.Run(x, w, b, y, outputs, low, high); break;
            case 2: FloatPairTile<TShape, TLanes, TVector, Pixels2>.Run(x, w, b, y, outputs, low, high); break;
            case 3: FloatPairTile<TShape, TLanes, TVector, Pixels3>.Run(x, w, b, y, outputs, low, high); break;
            case 4: FloatPairTile<TShape, TLanes, TVector, Pixels4>.Run(x, w, b, y, outputs, low, high); break;
            case 5: FloatPairTile<TShape, TLanes, TVector, Pixels5>.Run(x, w, b, y, outputs, low, high); break;
            case 6: FloatPairTile<TShape, TLanes, TVector, Pixels6>.Run(x, w, b, y, outputs, low, high); break;
            case 7: FloatPairTile<TShape, TLanes, TVector, Pixels7>.Run(x, w, b, y, outputs, low, high); break;
            case 8: FloatPairTile<TShape, TLanes, TVector, Pixels8>.Run(x, w, b, y, outputs, low, high); break;
            case 9: FloatPairTile<TShape, TLanes, TVector, Pixels9>.Run(x, w, b, y, outputs, low, high); break;
            case 10: FloatPairTile<TShape, TLanes, TVector, Pixels10>.Run(x, w, b, y, outputs, low, high); break;
            case 11: FloatPairTile<TShape, TLanes, TVector, Pixels11>.Run(x, w, b, y, outputs, low, high); break;
            default: FloatPairTile<TShape, TLanes, TVector, Pixels12>.Run(x, w, b, y, outputs, low, high); break;
        }
    }

    private static void Single(int pixels, float* x, float* w, float* b, float* y, int outputs, float low, float high)
    {
        switch (pixels)
        {
            case 1: FloatSingleTile<TShape, TLanes, TVector, Pixels1>.Run(x, w, b, y, outputs, low, high); break;
            case 2: FloatSingleTile<TShape, TLanes, TVector, Pixels2>.Run(x, w, b, y, outputs, low, high); break;
            case 3: FloatSingleTile<TShape, TLanes, TVector, Pixels3>.Run(x, w, b, y, outputs, low, high); break;
            case 4: FloatSingleTile<TShape, TLanes, TVector, Pixels4>.Run(x, w, b, y, outputs, low, high); break;
            case 5: FloatSingleTile<TShape, TLanes, TVector, Pixels5>.Run(x, w, b, y, outputs, low, high); break;
            case 6: FloatSingleTile<TShape, TLanes, TVector, Pixels6>.Run(x, w, b, y, outputs, low, high); break;
            case 7: FloatSingleTile<TShape, TLanes, TVector, Pixels7>.Run(x, w, b, y, outputs, low, high); break;
            case 8: FloatSingleTile<TShape, TLanes, TVector, Pixels8>.Run(x, w, b, y, outputs, low, high); break;
            case 9: FloatSingleTile<TShape, TLanes, TVector, Pixels9>.Run(x, w, b, y, outputs, low, high); break;
            case 10: FloatSingleTile<TShape, TLanes, TVector, Pixels10>.Run(x, w, b, y, outputs, low, high); break;
            case 11: FloatSingleTile<TShape, TLanes, TVector, Pixels11>.Run(x, w, b, y, outputs, low, high); break;
            default: FloatSingleTile<TShape, TLanes, TVector, Pixels12>.Run(x, w, b, y, outputs, low, high); break;
        }
    }
}
