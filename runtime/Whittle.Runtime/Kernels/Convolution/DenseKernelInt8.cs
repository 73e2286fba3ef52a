using System.Runtime.CompilerServices;
using Whittle.Runtime.Memory;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>The loops over positions, groups and panels of a dense layer.</summary>
/// <typeparam name="TTile">How the weights are multiplied.</typeparam>
/// <typeparam name="TEpilogue">The ending.</typeparam>
internal sealed unsafe class DenseKernelInt8<TTile, TEpilogue> : Int8Kernel<TEpilogue>
    where TTile : struct, IDenseTile
    where TEpilogue : struct, IInt8Epilogue
{
    // Together with a panel of weights, a piece of a row stays in the L1 cache, what it reads and what it writes. (Outputs 256 bytes apart share few sets.)
    private const int PieceBytes = 16 * 1024;
    private const int LeastPositions = 8;

    // Rows of four tiles may as well be cut one by one, and need no table.
    private const int LongestShortRow = 31;
    private readonly DensePanelsInt8 _panels;
    private readonly SummingKernel<TEpilogue>? _last;
    private readonly int _safePositions;
    private readonly int _stepsPerSum;
    private readonly int _chunk;
    private readonly NativeBlock? _positions;

    public DenseKernelInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, int stepsPerSum = 0)
        : this(geometry, weights, new Int8Channels(Int8Accumulator.Sums(geometry, weights), order: null), stepsPerSum)
    {
    }

    private DenseKernelInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Channels channels, int stepsPerSum)
        : this(geometry, weights, channels, new DensePanelsInt8(geometry, weights, TTile.PanelOutputs), stepsPerSum)
    {
    }

    /// <summary>A kernel on panels that exist. The weights are only read where some positions may not read whole steps.</summary>
    public DenseKernelInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Channels channels, DensePanelsInt8 panels, int stepsPerSum = 0)
        : base(geometry, channels)
    {
        _panels = panels;
        _stepsPerSum = stepsPerSum;
        _safePositions = geometry.PositionsThatMayRead(Math.Max(4, geometry.RunLength));
        _last = _safePositions < geometry.Positions ? new SummingKernel<TEpilogue>(new Int8ScalarAccumulator(geometry, weights), IsaLevel.Scalar) : null;
        _chunk = Math.Max(LeastPositions, PieceBytes / (int)Math.Max(1, Math.Max(geometry.PositionStride, OutputStride)) / LeastPositions * LeastPositions);
        _positions = PositionsOf(geometry);
    }

    public override void Run(byte* input, bool signed, byte* output, in TEpilogue epilogue)
    {
        if (signed)
        {
            Run<Int8Signed>(input, output, in epilogue);
        }
        else
        {
            Run<Int8Unsigned>(input, output, in epilogue);
        }

        _last?.Run(input, signed, _safePositions, Geometry.Positions - _safePositions, output + (_safePositions * OutputStride), in epilogue);
        GC.KeepAlive(this);
    }

    /// <summary>The samples of a fully connected layer are so many more positions: each weight serves eight of them.</summary>
    public override void RunMany(byte* input, bool signed, int samples, byte* output, in TEpilogue epilogue)
    {
        if (!Geometry.IsFullyConnected || _last is not null)
        {
            base.RunMany(input, signed, samples, output, in epilogue);
            return;
        }

        var positions = samples * Geometry.Positions;
        for (var first = 0; first < positions; first += _chunk)
        {
            var count = Math.Min(_chunk, positions - first);
            var x = input + ((nint)first * Geometry.PositionStride);
            if (signed)
            {
                Row<Int8Signed>(x, count, output + (first * OutputStride), in epilogue);
            }
            else
            {
                Row<Int8Unsigned>(x, count, output + (first * OutputStride), in epilogue);
            }
        }

        GC.KeepAlive(this);
    }

    // Optimized at once, as the tiles are: in the first tier these loops cost as much as a small layer's tiles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TSign>(byte* input, byte* output, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        for (var first = 0; first < _safePositions;)
        {
            var count = Math.Min(_chunk, _safePositions - first);
            if (_positions is null)
            {
                count = Math.Min(count, Geometry.RestOfRow(first));
                Row<TSign>(input + Geometry.BaseOf(first), count, output, in epilogue);
            }
            else
            {
                Row<TSign>(input, count, output, Tile((int*)_positions.Pointer + first), in epilogue);
            }

            first += count;
            output += count * OutputStride;
        }
    }

    private void Row<TSign>(byte* x, int count, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign => Row<TSign>(x, count, y, Tile(positions: null), in epilogue);

    private DenseTileArguments Tile(int* positions) => new(
        _panels.RunOffsets,
        Geometry.RunOffsets.Length,
        Math.Max(0, Geometry.RunLength - 4),
        _stepsPerSum,
        Geometry.PositionStride,
        OutputStride,
        positions);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<TSign>(byte* x, int count, byte* y, in DenseTileArguments tile, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var weights = _panels.Weights;
        var o = 0;
        for (var group = 0; group < Geometry.Groups; group++)
        {
            // A single position takes all panels at once.
            var most = count == 1 ? Geometry.OutputsPerGroup : _panels.Outputs;
            for (var rest = Geometry.OutputsPerGroup; rest > 0; rest -= most)
            {
                var panel = new DensePanel(weights, o, Math.Min(rest, most));
                TTile.Row<TSign, TEpilogue>(x, count, y, in panel, in tile, in epilogue);
                weights += count == 1 ? (nint)_panels.PerGroup * _panels.Bytes : _panels.Bytes;
                o += panel.Outputs;
                y += panel.Outputs * TEpilogue.OutputBytes;
            }

            x += Geometry.InputsPerGroup;
        }
    }

    /// <summary>Where the positions of an image of short rows are: tiles take them from several rows.</summary>
    private static NativeBlock? PositionsOf(Int8Geometry geometry)
    {
        if (geometry.RowLength == geometry.Positions || geometry.RowLength > LongestShortRow)
        {
            return null;
        }

        var positions = new NativeBlock((nuint)geometry.Positions * sizeof(int));
        for (var i = 0; i < geometry.Positions; i++)
        {
            ((int*)positions.Pointer)[i] = geometry.BaseOf(i);
        }

        return positions;
    }
}
