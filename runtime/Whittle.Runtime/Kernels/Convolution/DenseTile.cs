using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary><see cref="DenseTileInt8{TLanes, TVector, TSign, TEpilogue}"/> with its vectors: every product goes into a sum of 32 bits at once.</summary>
internal readonly unsafe struct DenseTile<TLanes, TVector> : IDenseTile
    where TLanes : struct, IInt8Lanes<TVector>
    where TVector : struct
{
    public static int PanelOutputs => 2 * TLanes.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row<TSign, TEpilogue>(byte* x, int count, byte* y, in DensePanel panel, in DenseTileArguments tile, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue => DenseTileInt8<TLanes, TVector, TSign, TEpilogue>.Row(x, count, y, in panel, in tile, in epilogue);
}
