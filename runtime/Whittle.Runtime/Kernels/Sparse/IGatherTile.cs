using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>How the steps of a gather block are multiplied. The methods are those of <see cref="GatherTileInt8{TLanes, TGather, TVector, TSign, TEpilogue}"/>.</summary>
internal unsafe interface IGatherTile
{
    /// <summary>Windows of a step.</summary>
    static abstract int Windows { get; }

    /// <summary>Some blocks for one position.</summary>
    static abstract void Blocks<TSign, TEpilogue>(byte* x, GatherBlockSteps first, GatherBlock* block, int blocks, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue;

    /// <summary>One block for four positions.</summary>
    static abstract void Four<TSign, TEpilogue>(byte* x, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue;

    /// <summary>One block for rows of whole tiles of eight positions.</summary>
    static abstract void Eights<TSign, TEpilogue>(
        byte* x, int tiles, int rowTiles, nint gap, GatherBlockSteps packed, in GatherBlock block, byte* y, nint s, nint stride, in TEpilogue epilogue)
        where TSign : IInt8Sign
        where TEpilogue : struct, IInt8Epilogue;
}
