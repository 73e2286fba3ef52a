using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One vector of channels for a row of pixels, in tiles of up to eight pixels that share the loads of the weights.</summary>
/// <remarks>A row is cut into tiles of nearly equal length, as <see cref="FloatLine{TShape, TLanes, TVector}"/> does.</remarks>
internal static unsafe class DepthwiseFloatTile<TShape, TLanes, TVector>
    where TShape : struct, IConvolutionShape
    where TLanes : struct, ITileLanes<TVector>
    where TVector : unmanaged
{
    private const int MostPixels = 8;

    /// <summary>Computes a row of runs in whole vectors; the last vector overlaps the one before it, so a run holds at least a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(float* input, float* weights, float* bias, float* output, float minimum, float maximum)
    {
        var run = DepthwiseFloatGeometry<TShape>.Run;
        for (var first = 0; first < run; first += TLanes.Count)
        {
            var lane = Math.Min(first, run - TLanes.Count);
            float* x = input + lane, w = weights + lane, y = output + lane;
            var pixels = DepthwiseFloatGeometry<TShape>.RunsPerRow;
            for (var tiles = (pixels + MostPixels - 1) / MostPixels; tiles > 0; tiles--)
            {
                var count = pixels / tiles;
                Tile(count, x, w, bias + lane, y, minimum, maximum);
                x += count * DepthwiseFloatGeometry<TShape>.RunStep;
                y += count * run;
                pixels -= count;
            }
        }
    }

    private static void Tile(int pixels, float* x, float* w, float* b, float* y, float low, float high)
    {
        switch (pixels)
        {
            case 1: Tile<Pixels1>(x, w, b, y, low, high); break;
            case 2: Tile<Pixels2>(x, w, b, y, low, high); break;
            case 3: Tile<Pixels3>(x, w, b, y, low, high); break;
            case 4: Tile<Pixels4>(x, w, b, y, low, high); break;
            case 5: Tile<Pixels5>(x, w, b, y, low, high); break;
            case 6: Tile<Pixels6>(x, w, b, y, low, high); break;
            case 7: Tile<Pixels7>(x, w, b, y, low, high); break;
            default: Tile<Pixels8>(x, w, b, y, low, high); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile<TPixels>(float* input, float* weights, float* bias, float* output, float minimum, float maximum)
        where TPixels : struct, IPixels
    {
        var step = DepthwiseFloatGeometry<TShape>.RunStep;
        var run = DepthwiseFloatGeometry<TShape>.Run;
        var p0 = TLanes.Load(bias);
        TVector p1 = p0, p2 = p0, p3 = p0, p4 = p0, p5 = p0, p6 = p0, p7 = p0;
        for (var row = 0; row < TShape.KernelHeight; row++)
        {
            var x = input + (row * DepthwiseFloatGeometry<TShape>.TapRowStep);
            for (var column = 0; column < TShape.KernelWidth; column++)
            {
                var w = TLanes.Load(weights);
                Step(x, w, ref p0);
                if (TPixels.Count > 1) { Step(x + step, w, ref p1); }
                if (TPixels.Count > 2) { Step(x + (2 * step), w, ref p2); }
                if (TPixels.Count > 3) { Step(x + (3 * step), w, ref p3); }
                if (TPixels.Count > 4) { Step(x + (4 * step), w, ref p4); }
                if (TPixels.Count > 5) { Step(x + (5 * step), w, ref p5); }
                if (TPixels.Count > 6) { Step(x + (6 * step), w, ref p6); }
                if (TPixels.Count > 7) { Step(x + (7 * step), w, ref p7); }
                weights += run;
                x += DepthwiseFloatGeometry<TShape>.TapColumnStep;
            }
        }

        TVector low = TLanes.Broadcast(minimum), high = TLanes.Broadcast(maximum);
        Store(p0, low, high, output);
        if (TPixels.Count > 1) { Store(p1, low, high, output + run); }
        if (TPixels.Count > 2) { Store(p2, low, high, output + (2 * run)); }
        if (TPixels.Count > 3) { Store(p3, low, high, output + (3 * run)); }
        if (TPixels.Count > 4) { Store(p4, low, high, output + (4 * run)); }
        if (TPixels.Count > 5) { Store(p5, low, high, output + (5 * run)); }
        if (TPixels.Count > 6) { Store(p6, low, high, output + (6 * run)); }
        if (TPixels.Count > 7) { Store(p7, low, high, output + (7 * run)); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float* input, TVector weights, ref TVector sum) => sum = TLanes.MultiplyAdd(TLanes.Load(input), weights, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector sum, TVector low, TVector high, float* output) => TLanes.Store(TLanes.Clamp(sum, low, high), output);
}
