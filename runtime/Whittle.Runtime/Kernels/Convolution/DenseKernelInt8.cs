using System.Runtime.CompilerServices;
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
    private readonly DensePanelsInt8 _panels;
    private readonly SummingKernel<TEpilogue>? _last;
    private readonly int _safePositions;
    private readonly int _stepsPerSum;
    private readonly int _chunk;
    private readonly bool _byColumns;

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
        _byColumns = _last is null && ColumnsPay(geometry);
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
        if (_byColumns)
        {
            RunColumns<TSign>(input, output, in epilogue);
            return;
        }

        for (var first = 0; first < _safePositions;)
        {
            var row = Math.Min(Math.Min(Geometry.RestOfRow(first), _chunk), _safePositions - first);
            Row<TSign>(input + Geometry.BaseOf(first), row, output, in epilogue);
            first += row;
            output += row * OutputStride;
        }
    }

    /// <summary>The positions of a column are evenly spaced too.</summary>
    private void RunColumns<TSign>(byte* input, byte* output, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var tile = Tile(Geometry.RowStride, Geometry.RowLength * OutputStride);
        for (var image = 0; image < Geometry.Batch; image++)
        {
            for (var column = 0; column < Geometry.RowLength; column++)
            {
                Row<TSign>(input + (column * Geometry.PositionStride), Geometry.RowsPerImage, output + (column * OutputStride), in tile, in epilogue);
            }

            input += Geometry.ImageStride;
            output += Geometry.RowsPerImage * Geometry.RowLength * OutputStride;
        }
    }

    private void Row<TSign>(byte* x, int count, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign => Row<TSign>(x, count, y, Tile(Geometry.PositionStride, OutputStride), in epilogue);

    private DenseTileArguments Tile(nint positionStride, nint outputStride) => new(
        _panels.RunOffsets, Geometry.RunOffsets.Length, Math.Max(0, Geometry.RunLength - 4), _stepsPerSum, positionStride, outputStride);

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

    /// <summary>Whether a narrow, high image is better cut into tiles along its columns.</summary>
    private static bool ColumnsPay(Int8Geometry geometry)
    {
        var (rows, columns) = (geometry.RowsPerImage, geometry.RowLength);
        var isImage = (long)rows * columns * geometry.Batch == geometry.Positions;
        return isImage && (long)rows * geometry.RowStride <= 2 * PieceBytes && (long)columns * Cost(rows) < (long)rows * Cost(columns);
    }

    /// <summary>What the tiles of so many positions cost, in eighths of the largest tile.</summary>
    private static int Cost(int positions)
    {
        var eights = TTile.HasEights ? positions / 8 : 0;
        var (fours, rest) = Math.DivRem(positions - (8 * eights), 4);
        return (8 * eights) + (5 * fours) + (rest >= 2 && positions >= 4 ? 5 : 3 * rest);
    }
}
