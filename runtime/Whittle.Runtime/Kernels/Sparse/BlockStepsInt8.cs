using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Weights in blocks of a panel of outputs by four inputs, of which those of zeros are left out: fully connected layers and convolutions without groups.</summary>
internal sealed unsafe class BlockStepsInt8 : Int8Accumulator
{
    // Fewer positions have no tile.
    private const int LeastTile = 4;
    private readonly NativeBuffer<sbyte> _weights;
    private readonly NativeBuffer<int> _offsets;
    private readonly NativeBuffer<int> _stepsOfPanel;
    private readonly int _panel;
    private readonly Int8Path _path;

    public BlockStepsInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, BlockSteps packed, Int8Path path)
        : base(geometry, weights, packed.Panel - 1)
    {
        _path = path;
        _panel = packed.Panel;
        _weights = Copy(packed.Weights);
        _offsets = Copy(packed.Offsets);
        _stepsOfPanel = Copy(packed.StepsOfPanel);
    }

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        if (signed)
        {
            Run<Int8Signed>(input, first, count, sums);
        }
        else
        {
            Run<Int8Unsigned>(input, first, count, sums);
        }

        GC.KeepAlive(this);
    }

    private static NativeBuffer<T> Copy<T>(T[] values)
        where T : unmanaged
    {
        var buffer = new NativeBuffer<T>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    private void Run<TSign>(byte* input, int first, int count, int* sums)
        where TSign : IInt8Sign
    {
        // 512 bits would make panels of 32 outputs, of which fewer are all zero.
        switch (_path)
        {
            case Int8Path.Avx512Vnni or Int8Path.Avx2Vnni:
                Run<Int8Lanes256<Int8Vnni>, Vector256<int>, TSign>(input, first, count, sums);
                break;
            case Int8Path.Avx512 or Int8Path.Avx2:
                Run<Int8Lanes256<Int8Widening>, Vector256<int>, TSign>(input, first, count, sums);
                break;
            default:
                Run<Int8Lanes128<Int8Widening>, Vector128<int>, TSign>(input, first, count, sums);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, TVector, TSign>(byte* input, int first, int count, int* sums)
        where TLanes : IInt8Lanes<TVector>
        where TVector : struct
        where TSign : IInt8Sign
    {
        while (count > 0)
        {
            var row = Math.Min(Geometry.RestOfRow(first), count);
            var x = input + Geometry.BaseOf(first);
            if (row >= LeastTile)
            {
                var w = _weights.Pointer;
                var offsets = _offsets.Pointer;
                for (var panel = 0; panel < _stepsOfPanel.Length; panel++)
                {
                    var steps = _stepsOfPanel.Pointer[panel];
                    var tile = new DenseTileArguments(offsets, steps, lastStep: 0, Geometry.PositionStride, Stride);
                    DenseTileInt8<TLanes, TVector, TSign>.Row(x, row, w, sums + (panel * _panel), in tile, _path >= Int8Path.Avx512);
                    w += steps * _panel * BlockSteps.Width;
                    offsets += steps;
                }
            }
            else
            {
                for (var i = 0; i < row; i++)
                {
                    BlockTileInt8<TLanes, TVector, TSign>.Panels(
                        x + ((nint)i * Geometry.PositionStride),
                        _weights.Pointer,
                        _offsets.Pointer,
                        _stepsOfPanel.Pointer,
                        _stepsOfPanel.Length,
                        sums + ((nint)i * Stride));
                }
            }

            first += row;
            count -= row;
            sums += (nint)row * Stride;
        }
    }
}
