using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary><see cref="LowBitTileInt8{TLanes, TPairs, TVector, TSign, TEpilogue}"/> with its vectors.</summary>
internal readonly unsafe struct LowBitTile<TLanes, TPairs, TVector> : IDenseTile
    where TLanes : struct, IInt8Lanes<TVector>
    where TPairs : ILowBitPairs<TVector>
    where TVector : struct
{
    public static int PanelOutputs => 2 * TLanes.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row<TSign, TEpilogue>(byte* x, int count, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue =>
        LowBitTileInt8<TLanes, TPairs, TVector, TSign, TEpilogue>.Row(x, count, y, in panel, in tile, in epilogue);
}
