using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A dense layer with one position, which is what most fully connected layers are: sums go through a little memory, and end all at once.</summary>
/// <remarks>The tile does not know its ending and the ending does not know its tile, so a network compiles each of them once, at first use: half of what a tile
/// for each ending takes. Several samples are several positions and use the tiles that end in registers, on the same panels.</remarks>
/// <typeparam name="TLanes">The lanes of those tiles.</typeparam>
/// <typeparam name="TEpilogue">What becomes of the sums.</typeparam>
internal sealed unsafe class SinglePositionInt8<TLanes, TEpilogue> : Int8Kernel<TEpilogue>
    where TLanes : struct, IInt8Lanes<Vector256<int>>
    where TEpilogue : struct, IInt8Epilogue
{
    // 4 KiB of sums stay in the L1 cache with the input; a whole number of panels.
    private const int Chunk = 1024;
    private const int CacheLine = 64;
    private readonly DensePanelsInt8 _panels;
    private readonly IsaLevel _level;
    private DenseKernelInt8<DenseTile<TLanes, Vector256<int>>, TEpilogue>? _several;

    public SinglePositionInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, IsaLevel level)
        : base(geometry, new Int8Channels(Int8Accumulator.Sums(geometry, weights), order: null))
    {
        _panels = new DensePanelsInt8(geometry, weights, SinglePositionTileVnni.Outputs);
        _level = level;
    }

    public override void Run(byte* input, bool signed, byte* output, in TEpilogue epilogue)
    {
        var outputs = Geometry.OutputsPerGroup;
        for (var first = 0; first < outputs; first += Chunk)
        {
            RunChunk(input, signed, first, Math.Min(Chunk, outputs - first), output, in epilogue);
        }

        GC.KeepAlive(this);
    }

    public override void RunMany(byte* input, bool signed, int samples, byte* output, in TEpilogue epilogue)
    {
        _several ??= new DenseKernelInt8<DenseTile<TLanes, Vector256<int>>, TEpilogue>(Geometry, [], Channels, _panels);
        _several.RunMany(input, signed, samples, output, in epilogue);
    }

    [SkipLocalsInit]
    private void RunChunk(byte* input, bool signed, int first, int count, byte* output, in TEpilogue epilogue)
    {
        var room = stackalloc int[Chunk + (CacheLine / sizeof(int))];
        var sums = (int*)(((nuint)room + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        var weights = _panels.Weights + ((nint)first / SinglePositionTileVnni.Outputs * _panels.Bytes);
        var lastStep = Geometry.RunLength - 4;
        if (signed)
        {
            SinglePositionTileVnni.Signed(input, lastStep, weights, count, sums);
        }
        else
        {
            SinglePositionTileVnni.Unsigned(input, lastStep, weights, count, sums);
        }

        SumsEnding<TEpilogue>.Run(sums, first, count, output + ((nint)first * TEpilogue.OutputBytes), in epilogue, FirstRuns.Level(_level));
    }
}
