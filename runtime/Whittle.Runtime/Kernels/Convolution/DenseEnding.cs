using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Ends the sums of a panel of two vectors.</summary>
internal static unsafe class DenseEnding
{
    /// <summary>Several positions of a panel that has fewer outputs than lanes, one by one: the rarer case, kept small.</summary>
    /// <param name="epilogue">The ending.</param>
    /// <param name="first">The panel's first lanes for each position.</param>
    /// <param name="second">The other ones.</param>
    /// <param name="positions">Number of positions.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="y">Outputs of the first position, from the panel's first on.</param>
    /// <param name="stride">From a position's outputs to the next one's, in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Few<TLanes, TVector, TEpilogue>(
        in TEpilogue epilogue, in Int8TileSums<TVector> first, in Int8TileSums<TVector> second, int positions, in DensePanel panel, byte* y, nint stride)
        where TLanes : struct, IInt8Lanes<TVector>
        where TVector : struct
        where TEpilogue : struct, IInt8Epilogue
    {
        for (var i = 0; i < positions; i++, y += stride)
        {
            One<TLanes, TVector, TEpilogue>(in epilogue, first[i], second[i], panel.First, panel.Outputs, y);
        }
    }

    /// <summary>One position: two vectors of outputs, of which there may be fewer than lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One<TLanes, TVector, TEpilogue>(in TEpilogue epilogue, TVector first, TVector second, int output, int outputs, byte* y)
        where TLanes : struct, IInt8Lanes<TVector>
        where TVector : struct
        where TEpilogue : struct, IInt8Epilogue
    {
        var lanes = TLanes.Lanes;
        if (outputs >= 2 * lanes)
        {
            TLanes.EndPair(in epilogue, first, second, output, y);
        }
        else if (outputs < lanes)
        {
            TLanes.EndFirst(in epilogue, first, outputs, output, y);
        }
        else
        {
            TLanes.End(in epilogue, first, output, y);
            if (outputs > lanes)
            {
                TLanes.EndFirst(in epilogue, second, outputs - lanes, output + lanes, y + (lanes * TEpilogue.OutputBytes));
            }
        }
    }
}
