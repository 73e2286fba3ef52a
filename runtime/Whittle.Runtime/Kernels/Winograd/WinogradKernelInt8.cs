using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>A 3x3 int8 convolution by F(4x4, 3x3) without a rounding: 36 multiplications for 144, in 16 bits, and sums modulo 2³².</summary>
/// <remarks>A block of tiles at a time: transform their activations, then panel by panel multiply and transform the sums. What lies between stays in the
/// second-level cache.</remarks>
/// <typeparam name="TEpilogue">The ending.</typeparam>
internal sealed unsafe class WinogradKernelInt8<TEpilogue> : Int8Kernel<TEpilogue>
    where TEpilogue : struct, IInt8Epilogue
{
    private const int Group = WinogradWeightsInt8.Group;
    private const int MostTiles = 16;
    private const int TileSums = WinogradFilter.Points * WinogradWeightsInt8.PanelOutputs;
    private const int HalfBytes = WinogradFilter.Points * 64;
    private readonly WinogradTiles _tiles;
    private readonly WinogradWeightsInt8 _weights;
    private readonly int _tileMultiple;

    public WinogradKernelInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, WinogradTiles tiles)
        : base(geometry, new Int8Channels(Int8Accumulator.Sums(geometry, weights), order: null))
    {
        _tiles = tiles;
        _weights = new WinogradWeightsInt8(weights, tiles.Outputs, tiles.Channels);
        _tileMultiple = tiles.Outputs % WinogradWeightsInt8.PanelOutputs == 0 ? 4 : 8;
    }

    public override void Run(byte* input, bool signed, byte* output, in TEpilogue epilogue) => RunMany(input, signed, 1, output, in epilogue);

    public override void RunMany(byte* input, bool signed, int samples, byte* output, in TEpilogue epilogue)
    {
        if (signed)
        {
            Run<Int8Signed>(input, samples * Geometry.Batch, output, in epilogue);
        }
        else
        {
            Run<Int8Unsigned>(input, samples * Geometry.Batch, output, in epilogue);
        }

        GC.KeepAlive(this);
    }

    private void Run<TSign>(byte* input, int images, byte* output, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var tiles = images * _tiles.Count;
        var blocks = (tiles + MostTiles - 1) / MostTiles;
        var block = RoundUp((tiles + blocks - 1) / blocks);
        var (values, patch) = (_tiles.Channels / Group * WinogradFilter.Points * PointLength(block), _tiles.PatchLength);
        using var scratch = new WinogradScratch((values * sizeof(short)) + (block * TileSums * sizeof(int)) + HalfBytes + (2 * patch), parts: 4);
        fixed (byte* pinned = scratch.Memory)
        {
            var v = scratch.Take<short>(pinned, values);
            var m = scratch.Take<int>(pinned, block * TileSums);
            var half = scratch.Take<byte>(pinned, HalfBytes);
            var patches = scratch.Take<byte>(pinned, 2 * patch);
            for (var first = 0; first < tiles; first += block)
            {
                var count = Math.Min(block, tiles - first);
                TransformInput<TSign>(input, first, count, v, patches, (short*)half);
                for (var o = 0; o < _tiles.Outputs; o += WinogradWeightsInt8.PanelOutputs)
                {
                    Multiply(o, RoundUp(count), v, m);
                    TransformOutput(m, o, first, count, output, (int*)half, in epilogue);
                }
            }
        }
    }

    /// <summary>The activations of some tiles, two by two, to [channels / 16, 36, tiles, 16].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformInput<TSign>(byte* input, int first, int count, short* v, byte* patches, short* half)
        where TSign : IInt8Sign
    {
        var channels = _tiles.Channels;
        var point = PointLength(RoundUp(count));
        for (var t = 0; t < count; t += 2, v += 2 * Group)
        {
            var x = Patch(input, first + t, out var isWhole);
            var other = Patch(input, first + Math.Min(t + 1, count - 1), out var isOtherWhole);
            var line = _tiles.InputWidth * channels;
            if (!(isWhole && isOtherWhole))
            {
                line = WinogradFilter.Patch * channels;
                x = Copy(input, first + t, patches);
                other = Copy(input, first + Math.Min(t + 1, count - 1), patches + _tiles.PatchLength);
            }

            var to = v;
            for (var channel = 0; channel < channels; channel += Group, to += WinogradFilter.Points * point)
            {
                WinogradInputInt8<TSign>.Transform(x + channel, other + channel, line, channels, to, point, half);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Patch(byte* input, int tile, out bool isWhole)
    {
        var (image, inImage) = Math.DivRem(tile, _tiles.Count);
        var (row, column) = _tiles.Corner(inImage);
        isWhole = _tiles.IsWhole(row, column);
        return input + ((nint)image * _tiles.InputImage) + (((row * _tiles.InputWidth) + column) * _tiles.Channels);
    }

    private byte* Copy(byte* input, int tile, byte* patch)
    {
        var (image, inImage) = Math.DivRem(tile, _tiles.Count);
        var (row, column) = _tiles.Corner(inImage);
        _tiles.CopyIn(input + ((nint)image * _tiles.InputImage), row, column, patch);
        return patch;
    }

    /// <summary>All products of a panel, to [tiles, 2, 36, 16].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(int output, int tiles, short* v, int* m)
    {
        var channels = _tiles.Channels;
        var outputs = Math.Min(WinogradWeightsInt8.PanelOutputs, _tiles.Outputs - output);
        var u = _weights.Of(output);
        var length = PointLength(tiles);
        var skip = (WinogradFilter.Points * length) - Group;
        for (var point = 0; point < WinogradFilter.Points; point++, v += length, m += Group)
        {
            var end = u + (channels * outputs);
            var t = 0;
            if (outputs < WinogradWeightsInt8.PanelOutputs)
            {
                for (; t < tiles; t += 8)
                {
                    WinogradProductInt8.Narrow(v + (t * Group), skip, u, end, m + (t * TileSums));
                }
            }

            for (; t + 8 <= tiles; t += 8)
            {
                WinogradProductInt8.Eight(v + (t * Group), skip, u, end, m + (t * TileSums));
            }

            if (t < tiles)
            {
                WinogradProductInt8.Four(v + (t * Group), skip, u, end, m + (t * TileSums));
            }

            u = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformOutput(int* m, int output, int first, int count, byte* y, int* half, in TEpilogue epilogue)
    {
        var line = _tiles.OutputWidth * OutputStride;
        var end = Math.Min(_tiles.Outputs, output + WinogradWeightsInt8.PanelOutputs);
        for (var t = first; t < first + count; t++, m += TileSums)
        {
            var (image, inImage) = Math.DivRem(t, _tiles.Count);
            var (row, column) = _tiles.Corner(inImage);
            var (rows, columns) = (Math.Min(WinogradFilter.Tile, _tiles.OutputHeight - row), Math.Min(WinogradFilter.Tile, _tiles.OutputWidth - column));
            var corner = y + (((((nint)image * _tiles.OutputHeight) + row) * line) + (column * OutputStride));
            var sums = m;
            for (var o = output; o < end; o += Group, sums += WinogradFilter.Points * Group)
            {
                WinogradOutputInt8<TEpilogue>.Transform(
                    sums, in epilogue, o, corner + (o * TEpilogue.OutputBytes), OutputStride, line, rows, columns, half);
            }
        }
    }

    /// <summary>Elements of one of the 36 numbers of some tiles: an odd number of cache lines, as those of a tile would share few sets of the cache
    /// otherwise.</summary>
    private static int PointLength(int tiles) => (tiles + 2) * Group;

    private int RoundUp(int tiles) => (tiles + _tileMultiple - 1) / _tileMultiple * _tileMultiple;
}
