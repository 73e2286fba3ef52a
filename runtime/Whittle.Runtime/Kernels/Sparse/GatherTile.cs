using System.Runtime.CompilerServices;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Steps multiplied as whole vectors.</summary>
/// <typeparam name="TLanes">The vectors.</typeparam>
/// <typeparam name="TGather">How bytes are looked up.</typeparam>
/// <typeparam name="TVector">A vector of int32.</typeparam>
internal readonly unsafe struct GatherTile<TLanes, TGather, TVector> : IGatherTile
    where TLanes : struct, IInt8Lanes<TVector>
    where TGather : IByteGather<TVector>
    where TVector : struct
{
    public static int Windows => TGather.Windows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks<TSign, TEpilogue>(byte* x, GatherBlockSteps first, GatherBlock* block, int blocks, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue => GatherTileInt8<TLanes, TGather, TVector, TSign, TEpilogue>.Blocks(x, first, block, blocks, y, in epilogue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four<TSign, TEpilogue>(byte* x, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue =>
        GatherTileInt8<TLanes, TGather, TVector, TSign, TEpilogue>.Four(x, packed, in block, y, s, stride, in epilogue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Eights<TSign, TEpilogue>(
        byte* x, int tiles, int rowTiles, nint gap, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue =>
        GatherTileInt8<TLanes, TGather, TVector, TSign, TEpilogue>.Eights(x, tiles, rowTiles, gap, packed, in block, y, s, stride, in epilogue);
}
