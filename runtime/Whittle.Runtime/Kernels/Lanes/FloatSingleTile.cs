using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Register tile of one vector of outputs times up to twelve pixels.</summary>
/// <remarks>Accumulator p<i>i</i> holds the outputs of pixel <i>i</i>. <c>TPixels.Count</c> is a constant,
/// so the tests on it vanish. A small method of its own that is never inlined: next to other code the JIT would spill the accumulators.</remarks>
internal static unsafe class FloatSingleTile<TShape, TLanes, TVector, TPixels>
    where TShape : struct, IFloatTileShape
    where TLanes : struct, ITileLanes<TVector>
    where TVector : unmanaged
    where TPixels : struct, IPixels
{
    /// <summary>Computes the tile; <paramref name="outputs"/> (1 to a vector) of each pixel are stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(float* input, float* weights, float* bias, float* output, int outputs, float minimum, float maximum)
    {
        TVector p0 = TLanes.Load(bias), p1 = p0, p2 = p0, p3 = p0, p4 = p0, p5 = p0, p6 = p0, p7 = p0, p8 = p0, p9 = p0, p10 = p0, p11 = p0;
        var step = TShape.PixelStep;
        var length = TShape.SegmentLength;
        for (var row = 0; row < TShape.Rows; row++)
        {
            for (var segment = 0; segment < TShape.Segments; segment++)
            {
                var x = input + (row * TShape.RowStep) + (segment * TShape.SegmentStep);
                for (var end = x + length; x < end; x++)
                {
                    var u = TLanes.Load(weights);
                    weights += TLanes.Count;
                    Step(x[0], u, ref p0);
                    if (TPixels.Count > 1) { Step(x[step], u, ref p1); }
                    if (TPixels.Count > 2) { Step(x[2 * step], u, ref p2); }
                    if (TPixels.Count > 3) { Step(x[3 * step], u, ref p3); }
                    if (TPixels.Count > 4) { Step(x[4 * step], u, ref p4); }
                    if (TPixels.Count > 5) { Step(x[5 * step], u, ref p5); }
                    if (TPixels.Count > 6) { Step(x[6 * step], u, ref p6); }
                    if (TPixels.Count > 7) { Step(x[7 * step], u, ref p7); }
                    if (TPixels.Count > 8) { Step(x[8 * step], u, ref p8); }
                    if (TPixels.Count > 9) { Step(x[9 * step], u, ref p9); }
                    if (TPixels.Count > 10) { Step(x[10 * step], u, ref p10); }
                    if (TPixels.Count > 11) { Step(x[11 * step], u, ref p11); }
                }
            }
        }

        var low = TLanes.Broadcast(minimum);
        var high = TLanes.Broadcast(maximum);
        Store(p0, low, high, output, outputs);
        if (TPixels.Count > 1) { Store(p1, low, high, output + TShape.OutputStep, outputs); }
        if (TPixels.Count > 2) { Store(p2, low, high, output + (2 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 3) { Store(p3, low, high, output + (3 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 4) { Store(p4, low, high, output + (4 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 5) { Store(p5, low, high, output + (5 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 6) { Store(p6, low, high, output + (6 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 7) { Store(p7, low, high, output + (7 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 8) { Store(p8, low, high, output + (8 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 9) { Store(p9, low, high, output + (9 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 10) { Store(p10, low, high, output + (10 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 11) { Store(p11, low, high, output + (11 * TShape.OutputStep), outputs); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float input, TVector weights, ref TVector p) =>
        p = TLanes.MultiplyAdd(TLanes.Broadcast(input), weights, p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector p, TVector low, TVector high, float* output, int outputs)
    {
        if (outputs == TLanes.Count)
        {
            TLanes.Store(TLanes.Clamp(p, low, high), output);
        }
        else
        {
            TLanes.StoreFirst(TLanes.Clamp(p, low, high), output, outputs);
        }
    }
}
