using System.Runtime.CompilerServices;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>The loops over positions and blocks of a sparse layer in gather steps: fully connected layers and convolutions without groups.</summary>
/// <typeparam name="TTile">How the steps are multiplied.</typeparam>
/// <typeparam name="TEpilogue">The ending.</typeparam>
internal sealed unsafe class GatherKernelInt8<TTile, TEpilogue> : Int8Kernel<TEpilogue>
    where TTile : struct, IGatherTile
    where TEpilogue : struct, IInt8Epilogue
{
    private const int LargestWindow = 128;

    private const int Tile = 8;

    // Fewer positions in a row have no tile.
    private const int LeastTile = 4;

    // A piece of a row stays in the L1 cache, what it reads and what it writes. (Outputs 256 bytes apart share few sets.)
    private const int PieceBytes = 16 * 1024;

    private const int CacheLine = 64;
    private readonly GatherWeightsInt8 _weights;
    private readonly int _safePositions;
    private readonly int _reach;
    private readonly int _chunk;
    private readonly int _tileRows;
    private readonly ShiftedWindows? _shifted;

    public GatherKernelInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, GatherSteps packed, Int8Path path)
        : base(geometry, new Int8Channels(Int8Accumulator.Sums(geometry, weights), packed.Format.Sorted ? packed.Order : null))
    {
        _weights = new GatherWeightsInt8(packed);
        _shifted = ShiftedWindows.IfTheyPay(geometry, packed, path);
        _reach = geometry.RunOffsets[^1] + geometry.RunLength;
        _safePositions = geometry.PositionsThatMayRead(Math.Max(_reach, packed.Format.Window) - geometry.RunOffsets[^1]);
        _chunk = Math.Max(8, PieceBytes / (int)Math.Max(1, Math.Max(geometry.PositionStride, OutputStride)) / 8 * 8);
        _tileRows = geometry.RowLength % Tile == 0 ? Math.Min(_chunk / Math.Max(1, geometry.RowLength), geometry.RowsPerImage) : 0;
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

        GC.KeepAlive(this);
    }

    /// <summary>The samples of a fully connected layer are so many more positions: each step serves eight of them.</summary>
    public override void RunMany(byte* input, bool signed, int samples, byte* output, in TEpilogue epilogue)
    {
        if (!Geometry.IsFullyConnected || _safePositions < Geometry.Positions)
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
                Positions<Int8Signed>(x, count, output + (first * OutputStride), in epilogue);
            }
            else
            {
                Positions<Int8Unsigned>(x, count, output + (first * OutputStride), in epilogue);
            }
        }

        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TSign>(byte* input, byte* output, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        if (_shifted is not null)
        {
            Shifted<TSign>(_shifted, input, output, in epilogue);
            return;
        }

        var first = 0;
        while (first < _safePositions)
        {
            var rows = _tileRows > 1 ? RowsTogether(first) : 1;
            if (rows > 1)
            {
                Tiles<TSign>(input + Geometry.BaseOf(first), rows * Geometry.RowLength / Tile, output, in epilogue);
                first += rows * Geometry.RowLength;
                output += rows * Geometry.RowLength * OutputStride;
                continue;
            }

            var row = Math.Min(Math.Min(Geometry.RestOfRow(first), _chunk), _safePositions - first);
            Positions<TSign>(input + Geometry.BaseOf(first), row, output, in epilogue);
            first += row;
            output += row * OutputStride;
        }

        if (first < Geometry.Positions)
        {
            Last<TSign>(input, first, output, in epilogue);
        }
    }

    /// <summary>Rows of whole tiles go together, so that a block's steps are not left and taken up again after every row.</summary>
    private int RowsTogether(int first)
    {
        var (row, column) = Math.DivRem(first, Geometry.RowLength);
        var rows = Math.Min((_safePositions - first) / Geometry.RowLength, Geometry.RowsPerImage - (row % Geometry.RowsPerImage));
        return column == 0 ? Math.Min(_tileRows, rows) : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tiles<TSign>(byte* x, int tiles, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var gap = Geometry.RowStride - (Geometry.RowLength * Geometry.PositionStride);
        var steps = _weights.Steps;
        for (var block = _weights.Blocks; block < _weights.Blocks + _weights.Count; block++)
        {
            TTile.Eights<TSign, TEpilogue>(
                x,
                tiles,
                Geometry.RowLength / Tile,
                gap,
                steps,
                in *block,
                y + (block->First * TEpilogue.OutputBytes),
                Geometry.PositionStride,
                OutputStride,
                in epilogue);
            steps = steps.Skip(block->Steps, _weights.StepBytes, TTile.Windows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Positions<TSign>(byte* x, int count, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        if (count < LeastTile)
        {
            for (; count > 0; count--, x += Geometry.PositionStride, y += OutputStride)
            {
                One<TSign>(x, y, in epilogue);
            }

            return;
        }

        var steps = _weights.Steps;
        for (var block = _weights.Blocks; block < _weights.Blocks + _weights.Count; block++)
        {
            Row<TSign>(x, count, steps, block, y + (block->First * TEpilogue.OutputBytes), in epilogue);
            steps = steps.Skip(block->Steps, _weights.StepBytes, TTile.Windows);
        }
    }

    /// <summary>One block for at least four positions of a row. The last tile may repeat positions of the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<TSign>(byte* x, int count, GatherBlockSteps steps, GatherBlock* block, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var (s, stride) = ((nint)Geometry.PositionStride, OutputStride);
        var whole = count / Tile * Tile;
        if (whole > 0)
        {
            TTile.Eights<TSign, TEpilogue>(x, whole / Tile, whole / Tile, 0, steps, in *block, y, s, stride, in epilogue);
        }

        var rest = count - whole;
        if (rest > 5 && whole > 0)
        {
            TTile.Eights<TSign, TEpilogue>(x + ((count - Tile) * s), 1, 1, 0, steps, in *block, y + ((count - Tile) * stride), s, stride, in epilogue);
            return;
        }

        if (rest >= 4)
        {
            TTile.Four<TSign, TEpilogue>(x + (whole * s), steps, in *block, y + (whole * stride), s, stride, in epilogue);
            rest -= 4;
        }

        if (rest > 1)
        {
            TTile.Four<TSign, TEpilogue>(x + ((count - 4) * s), steps, in *block, y + ((count - 4) * stride), s, stride, in epilogue);
        }
        else if (rest == 1)
        {
            TTile.Blocks<TSign, TEpilogue>(
                x + ((count - 1) * s), steps, block, 1, y + ((count - 1) * stride) - (block->First * TEpilogue.OutputBytes), in epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void One<TSign>(byte* x, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign => TTile.Blocks<TSign, TEpilogue>(x, _weights.Steps, _weights.Blocks, _weights.Count, y, in epilogue);

    /// <summary>The only position, by copies of its bytes.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Shifted<TSign>(ShiftedWindows shifted, byte* x, byte* y, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var room = stackalloc byte[shifted.Bytes + CacheLine];
        var copies = (byte*)(((nuint)room + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        shifted.Copy(x, copies);
        TTile.Blocks<TSign, TEpilogue>(
            copies, new GatherBlockSteps(_weights.Steps.Steps, shifted.Offsets), _weights.Blocks, _weights.Count, y, in epilogue);
        GC.KeepAlive(shifted);
    }

    /// <summary>The last positions of an input that is narrower than a window.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Last<TSign>(byte* input, int first, byte* output, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var window = stackalloc byte[LargestWindow];
        for (; first < Geometry.Positions; first++, output += OutputStride)
        {
            Buffer.MemoryCopy(input + Geometry.BaseOf(first), window, LargestWindow, _reach);
            One<TSign>(window, output, in epilogue);
        }
    }
}
