using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Steps of 512 bits, multiplied as halves by <c>vpdpbusd</c>, of which a single position's come from beyond the first-level cache
/// (<see cref="StreamedSteps"/>).</summary>
/// <typeparam name="TGather">How bytes are looked up.</typeparam>
internal readonly unsafe struct GatherTileStreamed<TGather> : IGatherTile
    where TGather : IByteGather<Vector512<int>>
{
    public static int Windows => TGather.Windows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks<TSign, TEpilogue>(byte* x, GatherBlockSteps first, GatherBlock* block, int blocks, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue => GatherRowStreamed<TGather, TSign, TEpilogue>.Blocks(x, first, block, blocks, y, in epilogue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four<TSign, TEpilogue>(byte* x, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue => GatherTileVnni512<TGather, TSign, TEpilogue>.Four(x, packed, in block, y, s, stride, in epilogue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Eights<TSign, TEpilogue>(
        byte* x, int tiles, int rowTiles, nint gap, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue =>
        GatherTileVnni512<TGather, TSign, TEpilogue>.Eights(x, tiles, rowTiles, gap, packed, in block, y, s, stride, in epilogue);
}
