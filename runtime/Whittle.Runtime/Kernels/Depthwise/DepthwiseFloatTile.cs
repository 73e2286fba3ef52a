using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One vector of channels for a row of pixels: eight at a time, then one at a time.</summary>
internal static unsafe class DepthwiseFloatTile<TShape, TLanes, TVector>
    where TShape : struct, IConvolutionShape
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : unmanaged
{
    private const int Pixels = 8;

    /// <summary>Computes a row of runs in whole vectors; the last vector overlaps the one before it, so a run of less than a vector is not for this width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(float* input, float* weights, float* bias, float* output, float minimum, float maximum)
    {
        var run = DepthwiseFloatGeometry<TShape>.Run;
        for (var first = 0; first < run; first += TLanes.Count)
        {
            var lane = Math.Min(first, run - TLanes.Count);
            float* x = input + lane, w = weights + lane, y = output + lane;
            var pixel = 0;
            for (; pixel + Pixels <= DepthwiseFloatGeometry<TShape>.RunsPerRow; pixel += Pixels)
            {
                Eight(x, w, bias + lane, y, minimum, maximum);
                x += Pixels * DepthwiseFloatGeometry<TShape>.RunStep;
                y += Pixels * run;
            }

            for (; pixel < DepthwiseFloatGeometry<TShape>.RunsPerRow; pixel++)
            {
                One(x, w, bias + lane, y, minimum, maximum);
                x += DepthwiseFloatGeometry<TShape>.RunStep;
                y += run;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight(float* input, float* weights, float* bias, float* output, float minimum, float maximum)
    {
        var p0 = TLanes.Load(bias);
        TVector p1 = p0, p2 = p0, p3 = p0, p4 = p0, p5 = p0, p6 = p0, p7 = p0;
        for (var row = 0; row < TShape.KernelHeight; row++)
        {
            var x = input + (row * DepthwiseFloatGeometry<TShape>.TapRowStep);
            for (var column = 0; column < TShape.KernelWidth; column++)
            {
                var w = TLanes.Load(weights);
                p0 = TLanes.MultiplyAdd(TLanes.Load(x), w, p0);
                p1 = TLanes.MultiplyAdd(TLanes.Load(x + DepthwiseFloatGeometry<TShape>.RunStep), w, p1);
                p2 = TLanes.MultiplyAdd(TLanes.Load(x + (2 * DepthwiseFloatGeometry<TShape>.RunStep)), w, p2);
                p3 = TLanes.MultiplyAdd(TLanes.Load(x + (3 * DepthwiseFloatGeometry<TShape>.RunStep)), w, p3);
                p4 = TLanes.MultiplyAdd(TLanes.Load(x + (4 * DepthwiseFloatGeometry<TShape>.RunStep)), w, p4);
                p5 = TLanes.MultiplyAdd(TLanes.Load(x + (5 * DepthwiseFloatGeometry<TShape>.RunStep)), w, p5);
                p6 = TLanes.MultiplyAdd(TLanes.Load(x + (6 * DepthwiseFloatGeometry<TShape>.RunStep)), w, p6);
                p7 = TLanes.MultiplyAdd(TLanes.Load(x + (7 * DepthwiseFloatGeometry<TShape>.RunStep)), w, p7);
                weights += DepthwiseFloatGeometry<TShape>.Run;
                x += DepthwiseFloatGeometry<TShape>.TapColumnStep;
            }
        }

        TVector low = TLanes.Broadcast(minimum), high = TLanes.Broadcast(maximum);
        TLanes.Store(TLanes.Clamp(p0, low, high), output);
        TLanes.Store(TLanes.Clamp(p1, low, high), output + DepthwiseFloatGeometry<TShape>.Run);
        TLanes.Store(TLanes.Clamp(p2, low, high), output + (2 * DepthwiseFloatGeometry<TShape>.Run));
        TLanes.Store(TLanes.Clamp(p3, low, high), output + (3 * DepthwiseFloatGeometry<TShape>.Run));
        TLanes.Store(TLanes.Clamp(p4, low, high), output + (4 * DepthwiseFloatGeometry<TShape>.Run));
        TLanes.Store(TLanes.Clamp(p5, low, high), output + (5 * DepthwiseFloatGeometry<TShape>.Run));
        TLanes.Store(TLanes.Clamp(p6, low, high), output + (6 * DepthwiseFloatGeometry<TShape>.Run));
        TLanes.Store(TLanes.Clamp(p7, low, high), output + (7 * DepthwiseFloatGeometry<TShape>.Run));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(float* input, float* weights, float* bias, float* output, float minimum, float maximum)
    {
        var sum = TLanes.Load(bias);
        for (var row = 0; row < TShape.KernelHeight; row++)
        {
            var x = input + (row * DepthwiseFloatGeometry<TShape>.TapRowStep);
            for (var column = 0; column < TShape.KernelWidth; column++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(weights), sum);
                weights += DepthwiseFloatGeometry<TShape>.Run;
                x += DepthwiseFloatGeometry<TShape>.TapColumnStep;
            }
        }

        TLanes.Store(TLanes.Clamp(sum, TLanes.Broadcast(minimum), TLanes.Broadcast(maximum)), output);
    }
}
