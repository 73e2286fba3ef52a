using System.Runtime.CompilerServices;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Ends the sums of a gather block: of sixteen rows with a lane each, or of fewer, which have one or several lanes.</summary>
internal static unsafe class GatherEnding
{
    /// <summary>One position.</summary>
    /// <param name="epilogue">The ending.</param>
    /// <param name="sums">The block's lanes.</param>
    /// <param name="block">The block.</param>
    /// <param name="y">The position's outputs, from the layer's first on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One<TLanes, TVector, TEpilogue>(in TEpilogue epilogue, TVector sums, GatherBlock* block, byte* y)
        where TLanes : struct, IInt8Lanes<TVector>
        where TVector : struct
        where TEpilogue : struct, IInt8Epilogue
    {
        y += block->First * TEpilogue.OutputBytes;
        if (block->Count == TLanes.Lanes)
        {
            TLanes.End(in epilogue, sums, block->First, y);
            return;
        }

        sums = block->Stride < TLanes.Lanes ? TLanes.Fold(sums, block->Stride) : sums;
        TLanes.EndFirst(in epilogue, sums, block->Count, block->First, y);
    }

    /// <summary>Several positions, set down in memory to be ended one by one: the rarer case, kept small.</summary>
    /// <param name="epilogue">The ending.</param>
    /// <param name="sums">The block's lanes for each position.</param>
    /// <param name="positions">Number of positions.</param>
    /// <param name="block">The block.</param>
    /// <param name="y">Outputs of the first position, from the block's first on.</param>
    /// <param name="stride">From a position's outputs to the next one's, in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Few<TLanes, TVector, TEpilogue>(
        in TEpilogue epilogue, in Int8TileSums<TVector> sums, int positions, in GatherBlock block, byte* y, nint stride)
        where TLanes : struct, IInt8Lanes<TVector>
        where TVector : struct
        where TEpilogue : struct, IInt8Epilogue
    {
        fixed (GatherBlock* one = &block)
        {
            y -= block.First * TEpilogue.OutputBytes;
            for (var i = 0; i < positions; i++, y += stride)
            {
                One<TLanes, TVector, TEpilogue>(in epilogue, sums[i], one, y);
            }
        }
    }
}
