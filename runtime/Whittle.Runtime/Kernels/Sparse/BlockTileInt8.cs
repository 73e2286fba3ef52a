using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Blocks of two vectors of outputs by four inputs for one position; tiles of positions are those of dense layers, whose runs then have one step each.</summary>
internal static unsafe class BlockTileInt8<TLanes, TVector, TSign, TEpilogue>
    where TLanes : struct, IInt8Lanes<TVector>
    where TVector : struct
    where TSign : IInt8Sign
    where TEpilogue : struct, IInt8Epilogue
{
    /// <summary>All panels. Four steps are in flight to hide the latency of a multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Panels(byte* x, in BlockPanels panels, byte* y, in TEpilogue epilogue)
    {
        var bytes = TLanes.Lanes * 4;
        var w = panels.Weights;
        var offsets = panels.Offsets;
        var stepsOfPanel = panels.Steps;
        for (var first = 0; first < panels.Outputs; first += 2 * TLanes.Lanes, stepsOfPanel++)
        {
            TVector a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
            var step = *stepsOfPanel;
            for (; step >= 4; step -= 4, offsets += 4, w += 8 * bytes)
            {
                var v = Broadcast(x + offsets[0]);
                a0 = TLanes.MultiplyAdd(a0, v, TLanes.Load(w));
                b0 = TLanes.MultiplyAdd(b0, v, TLanes.Load(w + bytes));
                v = Broadcast(x + offsets[1]);
                a1 = TLanes.MultiplyAdd(a1, v, TLanes.Load(w + (2 * bytes)));
                b1 = TLanes.MultiplyAdd(b1, v, TLanes.Load(w + (3 * bytes)));
                v = Broadcast(x + offsets[2]);
                a2 = TLanes.MultiplyAdd(a2, v, TLanes.Load(w + (4 * bytes)));
                b2 = TLanes.MultiplyAdd(b2, v, TLanes.Load(w + (5 * bytes)));
                v = Broadcast(x + offsets[3]);
                a3 = TLanes.MultiplyAdd(a3, v, TLanes.Load(w + (6 * bytes)));
                b3 = TLanes.MultiplyAdd(b3, v, TLanes.Load(w + (7 * bytes)));
            }

            for (; step > 0; step--, offsets++, w += 2 * bytes)
            {
                var v = Broadcast(x + *offsets);
                a0 = TLanes.MultiplyAdd(a0, v, TLanes.Load(w));
                b0 = TLanes.MultiplyAdd(b0, v, TLanes.Load(w + bytes));
            }

            a0 = TLanes.Add(TLanes.Add(a0, a1), TLanes.Add(a2, a3));
            b0 = TLanes.Add(TLanes.Add(b0, b1), TLanes.Add(b2, b3));
            DenseEnding.One<TLanes, TVector, TEpilogue>(in epilogue, a0, b0, first, panels.Outputs - first, y + (first * TEpilogue.OutputBytes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Broadcast(byte* x) => TSign.Signed ? TLanes.FlipSigns(TLanes.Broadcast(x)) : TLanes.Broadcast(x);
}
