using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Register tile of two vectors of outputs times up to twelve pixels.</summary>
/// <remarks>Accumulators p<i>i</i> and q<i>i</i> hold the lower and upper outputs of pixel <i>i</i>. <c>TPixels.Count</c> is a constant,
/// so the tests on it vanish. A small method of its own that is never inlined: next to other code the JIT would spill the accumulators.</remarks>
internal static unsafe class FloatPairTile<TShape, TLanes, TVector, TPixels>
    where TShape : struct, IFloatTileShape
    where TLanes : struct, ITileLanes<TVector>
    where TVector : unmanaged
    where TPixels : struct, IPixels
{
    /// <summary>Computes the tile; <paramref name="outputs"/> (1 to two vectors) of each pixel are stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(float* input, float* weights, float* bias, float* output, int outputs, float minimum, float maximum)
    {
        TVector p0 = TLanes.Load(bias), p1 = p0, p2 = p0, p3 = p0, p4 = p0, p5 = p0, p6 = p0, p7 = p0, p8 = p0, p9 = p0, p10 = p0, p11 = p0;
        TVector q0 = TLanes.Load(bias + TLanes.Count), q1 = q0, q2 = q0, q3 = q0, q4 = q0, q5 = q0, q6 = q0, q7 = q0, q8 = q0, q9 = q0, q10 = q0, q11 = q0;
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
                    var v = TLanes.Load(weights + TLanes.Count);
                    weights += 2 * TLanes.Count;
                    Step(x[0], u, v, ref p0, ref q0);
                    if (TPixels.Count > 1) { Step(x[step], u, v, ref p1, ref q1); }
                    if (TPixels.Count > 2) { Step(x[2 * step], u, v, ref p2, ref q2); }
                    if (TPixels.Count > 3) { Step(x[3 * step], u, v, ref p3, ref q3); }
                    if (TPixels.Count > 4) { Step(x[4 * step], u, v, ref p4, ref q4); }
                    if (TPixels.Count > 5) { Step(x[5 * step], u, v, ref p5, ref q5); }
                    if (TPixels.Count > 6) { Step(x[6 * step], u, v, ref p6, ref q6); }
                    if (TPixels.Count > 7) { Step(x[7 * step], u, v, ref p7, ref q7); }
                    if (TPixels.Count > 8) { Step(x[8 * step], u, v, ref p8, ref q8); }
                    if (TPixels.Count > 9) { Step(x[9 * step], u, v, ref p9, ref q9); }
                    if (TPixels.Count > 10) { Step(x[10 * step], u, v, ref p10, ref q10); }
                    if (TPixels.Count > 11) { Step(x[11 * step], u, v, ref p11, ref q11); }
                }
            }
        }

        var low = TLanes.Broadcast(minimum);
        var high = TLanes.Broadcast(maximum);
        Store(p0, q0, low, high, output, outputs);
        if (TPixels.Count > 1) { Store(p1, q1, low, high, output + TShape.OutputStep, outputs); }
        if (TPixels.Count > 2) { Store(p2, q2, low, high, output + (2 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 3) { Store(p3, q3, low, high, output + (3 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 4) { Store(p4, q4, low, high, output + (4 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 5) { Store(p5, q5, low, high, output + (5 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 6) { Store(p6, q6, low, high, output + (6 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 7) { Store(p7, q7, low, high, output + (7 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 8) { Store(p8, q8, low, high, output + (8 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 9) { Store(p9, q9, low, high, output + (9 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 10) { Store(p10, q10, low, high, output + (10 * TShape.OutputStep), outputs); }
        if (TPixels.Count > 11) { Store(p11, q11, low, high, output + (11 * TShape.OutputStep), outputs); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float input, TVector lower, TVector upper, ref TVector p, ref TVector q)
    {
        var x = TLanes.Broadcast(input);
        p = TLanes.MultiplyAdd(x, lower, p);
        q = TLanes.MultiplyAdd(x, upper, q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector p, TVector q, TVector low, TVector high, float* output, int outputs)
    {
        TLanes.Store(TLanes.Clamp(p, low, high), output);
        if (outputs == 2 * TLanes.Count)
        {
            TLanes.Store(TLanes.Clamp(q, low, high), output + TLanes.Count);
        }
        else
        {
            TLanes.StoreFirst(TLanes.Clamp(q, low, high), output + TLanes.Count, outputs - TLanes.Count);
        }
    }
}
