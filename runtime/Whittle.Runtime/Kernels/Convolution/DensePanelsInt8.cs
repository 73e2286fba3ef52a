using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Dense weights in panels of two vectors of outputs: fully connected layers and convolutions.</summary>
/// <remarks>A panel is a list of steps; a step holds four consecutive weights of a run for each of the panel's outputs. A run whose length is no multiple of
/// four ends in a step that overlaps the one before, with zeros for the weights that had their turn, so no activation past the run is read; a run shorter
/// than four reads past its end, which the last positions of the image must not: they are left to the scalar loops.</remarks>
internal sealed unsafe class DensePanelsInt8 : Int8Accumulator
{
    private readonly NativeBuffer<sbyte> _panels;
    private readonly NativeBuffer<int> _runOffsets;
    private readonly Int8ScalarAccumulator? _last;
    private readonly int _safePositions;
    private readonly int _panelOutputs;
    private readonly int _panelsPerGroup;
    private readonly int _panelBytes;
    private readonly Int8Path _path;

    public DensePanelsInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
        : base(geometry, weights, PanelOutputs(path) - 1)
    {
        _path = path;
        _panelOutputs = PanelOutputs(path);
        _panelsPerGroup = RoundUp(geometry.OutputsPerGroup, _panelOutputs) / _panelOutputs;
        _panelBytes = geometry.RunOffsets.Length * StepsPerRun * _panelOutputs * 4;
        _runOffsets = new NativeBuffer<int>(geometry.RunOffsets.Length);
        geometry.RunOffsets.CopyTo(_runOffsets.Span);
        _panels = new NativeBuffer<sbyte>(checked(geometry.Groups * _panelsPerGroup * _panelBytes));
        for (var o = 0; o < geometry.Outputs; o++)
        {
            Pack(o, weights.Slice(o * geometry.Depth, geometry.Depth));
        }

        _safePositions = geometry.PositionsThatMayRead(Math.Max(4, geometry.RunLength));
        _last = _safePositions < geometry.Positions ? new Int8ScalarAccumulator(geometry, weights) : null;
    }

    private int StepsPerRun => RoundUp(Geometry.RunLength, 4) / 4;

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        var whole = Math.Clamp(_safePositions - first, 0, count);
        switch (_path)
        {
            case Int8Path.Avx512Vnni:
                RunPanels<Int8Lanes256<Int8Vnni>, Vector256<int>>(input, signed, first, whole, sums, wide: true);
                break;
            case Int8Path.Avx2Vnni:
                RunPanels<Int8Lanes256<Int8Vnni>, Vector256<int>>(input, signed, first, whole, sums, wide: false);
                break;
            case Int8Path.Avx512:
                RunPanels<Int8Lanes512<Int8Widening>, Vector512<int>>(input, signed, first, whole, sums, wide: true);
                break;
            case Int8Path.Avx2:
                RunPanels<Int8Lanes256<Int8Widening>, Vector256<int>>(input, signed, first, whole, sums, wide: false);
                break;
            default:
                RunPanels<Int8Lanes128<Int8Widening>, Vector128<int>>(input, signed, first, whole, sums, wide: false);
                break;
        }

        _last?.Run(input, signed, first + whole, count - whole, sums + ((nint)whole * Stride), Stride);
        GC.KeepAlive(this);
    }

    private static int PanelOutputs(Int8Path path) => path switch
    {
        Int8Path.Vector128 => 8,
        Int8Path.Avx512 => 32,
        _ => 16,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(int output, ReadOnlySpan<sbyte> weights)
    {
        var (group, inGroup) = Math.DivRem(output, Geometry.OutputsPerGroup);
        var panel = (group * _panelsPerGroup) + (inGroup / _panelOutputs);
        var packed = _panels.Span.Slice(panel * _panelBytes, _panelBytes)[(inGroup % _panelOutputs * 4)..];
        var length = Geometry.RunLength;
        var lastStep = Math.Max(0, length - 4);
        for (var target = 0; !weights.IsEmpty; weights = weights[length..])
        {
            for (var next = 0; next < length; target += _panelOutputs * 4)
            {
                // The last step of a long run starts four bytes before the run's end.
                var step = Math.Min(next, lastStep);
                for (var end = Math.Min(step + 4, length); next < end; next++)
                {
                    packed[target + next - step] = weights[next];
                }
            }
        }
    }

    private void RunPanels<TLanes, TVector>(byte* input, bool signed, int first, int count, int* sums, bool wide)
        where TLanes : IInt8Lanes<TVector>
        where TVector : struct
    {
        if (signed)
        {
            RunPanels<TLanes, TVector, Int8Signed>(input, first, count, sums, wide);
        }
        else
        {
            RunPanels<TLanes, TVector, Int8Unsigned>(input, first, count, sums, wide);
        }
    }

    // Optimized at once, as the tiles are: in the first tier these loops cost as much as a small layer's tiles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunPanels<TLanes, TVector, TSign>(byte* input, int first, int count, int* sums, bool wide)
        where TLanes : IInt8Lanes<TVector>
        where TVector : struct
        where TSign : IInt8Sign
    {
        var tile = new DenseTileArguments(
            _runOffsets.Pointer, _runOffsets.Length, Math.Max(0, Geometry.RunLength - 4), Geometry.PositionStride, Stride);
        while (count > 0)
        {
            var row = Math.Min(Geometry.RestOfRow(first), count);
            var x = input + Geometry.BaseOf(first);
            var weights = _panels.Pointer;
            var y = sums;
            for (var group = 0; group < Geometry.Groups; group++)
            {
                // Panels in ascending order: what one writes past its group's outputs is overwritten by the next group.
                for (var panel = 0; panel < _panelsPerGroup; panel++)
                {
                    DenseTileInt8<TLanes, TVector, TSign>.Row(x, row, weights, y + (panel * _panelOutputs), in tile, wide);
                    weights += _panelBytes;
                }

                x += Geometry.InputsPerGroup;
                y += Geometry.OutputsPerGroup;
            }

            first += row;
            count -= row;
            sums += (nint)row * Stride;
        }
    }
}
