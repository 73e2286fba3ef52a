using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Depthwise weights, packed for vectors of channels: four kernel taps are interleaved byte by byte, so that a lane
/// holds one channel's four taps.</summary>
/// <remarks>Channels go in blocks of 32 (256-bit vectors) or 16; the last block overlaps the one before rather than read past the pixel. With fewer than 16
/// channels a block reads into the next pixels, which the last positions of the image must not: they are left to the scalar loops.</remarks>
internal sealed unsafe class DepthwiseTapsInt8 : Int8Accumulator
{
    private const int Narrow = 16;
    private const int Wide = 32;
    private const int RollingColumns = 3;
    private readonly (int Channel, int Width, int Start)[] _blocks;
    private readonly NativeBuffer<sbyte> _weights;
    private readonly NativeBuffer<int> _tapOffsets;
    private readonly int[] _slots;
    private readonly bool _rolling;
    private readonly Int8ScalarAccumulator? _last;
    private readonly int _safePositions;
    private readonly Int8Path _path;

    public DepthwiseTapsInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
        : base(geometry, weights, Narrow - 1)
    {
        _path = path;
        var channels = geometry.Outputs;
        _slots = SlotsOf(geometry);
        _tapOffsets = new NativeBuffer<int>(_slots.Length);
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            _tapOffsets.Span[slot] = OffsetOf(geometry, Math.Max(0, _slots[slot]));
        }

        // A column that is the next one of the position to the right serves three positions.
        _rolling = _slots.Length == RollingColumns * 4
            && geometry.KernelWidth == RollingColumns
            && OffsetOf(geometry, 1) - OffsetOf(geometry, 0) == geometry.PositionStride;
        _blocks = PlanBlocks(channels);
        _weights = new NativeBuffer<sbyte>(checked(_blocks.Sum(block => block.Width) * _slots.Length));
        foreach (var (channel, width, start) in _blocks)
        {
            Pack(weights, channel, width, _weights.Span.Slice(start * _slots.Length, width * _slots.Length));
        }

        var lastTap = OffsetOf(geometry, geometry.Depth - 1) - geometry.RunOffsets[^1];
        _safePositions = channels >= Narrow ? geometry.Positions : geometry.PositionsThatMayRead(lastTap + Narrow - channels + 1);
        _last = _safePositions < geometry.Positions ? new Int8ScalarAccumulator(geometry, weights) : null;
    }

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        var whole = Math.Clamp(_safePositions - first, 0, count);
        if (signed)
        {
            RunBlocks<Int8Signed>(input, first, whole, sums);
        }
        else
        {
            RunBlocks<Int8Unsigned>(input, first, whole, sums);
        }

        _last?.Run(input, signed, first + whole, count - whole, sums + ((nint)whole * Stride), Stride);
        GC.KeepAlive(this);
    }

    /// <summary>First channel and width of each block, and where its weights start, in channels.</summary>
    private (int Channel, int Width, int Start)[] PlanBlocks(int channels)
    {
        var blocks = new List<(int Channel, int Width, int Start)>();
        var start = 0;
        for (var channel = 0; channel < channels;)
        {
            var wide = _path != Int8Path.Vector128 && channels >= Wide && channels - channel > Narrow;
            var width = wide ? Wide : Narrow;
            blocks.Add((Math.Max(0, Math.Min(channel, channels - width)), width, start));
            start += width;
            channel += width;
        }

        return [.. blocks];
    }

    /// <summary>Which tap each slot of each step (four slots) holds, -1 for none: a kernel column per step if that takes no more steps,
    /// else in order.</summary>
    private static int[] SlotsOf(Int8Geometry geometry)
    {
        var byColumns = geometry.KernelHeight <= 4 && geometry.KernelWidth <= RoundUp(geometry.Depth, 4) / 4;
        var slots = new int[byColumns ? geometry.KernelWidth * 4 : RoundUp(geometry.Depth, 4)];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var (column, row) = Math.DivRem(slot, 4);
            var tap = byColumns ? (row * geometry.KernelWidth) + column : slot;
            slots[slot] = tap < geometry.Depth ? tap : -1;
        }

        return slots;
    }

    private static int OffsetOf(Int8Geometry geometry, int tap) =>
        geometry.RunOffsets[tap / geometry.RunLength] + (tap % geometry.RunLength * geometry.Outputs);

    // Vector j of a step holds, in each group of four lanes (128 bits), channels 4j..4j+3 of the 16 that the group loaded.
    private void Pack(ReadOnlySpan<sbyte> weights, int channel, int width, Span<sbyte> packed)
    {
        for (var c = 0; c < Math.Min(width, Geometry.Outputs); c++)
        {
            var (part, inPart) = Math.DivRem(c, Narrow);
            var (vector, lane) = Math.DivRem(inPart, 4);
            for (var slot = 0; slot < _slots.Length; slot++)
            {
                if (_slots[slot] >= 0)
                {
                    packed[(slot / 4 * width * 4) + (vector * width) + (part * 16) + (lane * 4) + (slot % 4)] =
                        weights[((channel + c) * Geometry.Depth) + _slots[slot]];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBlocks<TSign>(byte* input, int first, int count, int* sums)
        where TSign : IInt8Sign
    {
        while (count > 0)
        {
            var row = Math.Min(Geometry.RestOfRow(first), count);
            var x = input + Geometry.BaseOf(first);
            foreach (var (channel, width, start) in _blocks)
            {
                RunBlock<TSign>(x + channel, row, width, _weights.Pointer + ((nint)start * _tapOffsets.Length), sums + channel);
            }

            first += row;
            count -= row;
            sums += (nint)row * Stride;
        }
    }

    private void RunBlock<TSign>(byte* x, int count, int width, sbyte* weights, int* y)
        where TSign : IInt8Sign
    {
        switch (width == Wide, _path is Int8Path.Avx512Vnni or Int8Path.Avx2Vnni)
        {
            case (true, true):
                Row<Int8Lanes256<Int8Vnni>, Vector256<int>, TSign>(x, count, weights, y);
                break;
            case (true, false):
                Row<Int8Lanes256<Int8Widening>, Vector256<int>, TSign>(x, count, weights, y);
                break;
            case (false, true):
                Row<Int8Lanes128<Int8Vnni>, Vector128<int>, TSign>(x, count, weights, y);
                break;
            default:
                Row<Int8Lanes128<Int8Widening>, Vector128<int>, TSign>(x, count, weights, y);
                break;
        }
    }

    private void Row<TLanes, TVector, TSign>(byte* x, int count, sbyte* weights, int* y)
        where TLanes : IInt8Shuffle<TVector>
        where TVector : struct
        where TSign : IInt8Sign
    {
        if (_rolling)
        {
            DepthwiseTileInt8<TLanes, TVector, TSign>.RollingRow(x, count, Geometry.PositionStride, _tapOffsets.Pointer, weights, y, Stride);
            return;
        }

        DepthwiseTileInt8<TLanes, TVector, TSign>.Row(
            x, count, Geometry.PositionStride, _tapOffsets.Pointer, _tapOffsets.Length / 4, weights, y, Stride);
    }
}
