using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>The sums of a depthwise convolution without borders, for the endings that do not requantize.</summary>
internal sealed unsafe class DepthwiseTapsInt8 : Int8Accumulator
{
    private const int LeastPart = 8;
    private readonly DepthwiseWindow _window;
    private readonly DepthwiseWeightsInt8 _weights;
    private readonly Int8ScalarAccumulator? _last;
    private readonly int _safePositions;
    private readonly Int8Path _path;

    public DepthwiseTapsInt8(Int8Geometry geometry, DepthwiseWindow window, ReadOnlySpan<sbyte> weights, Int8Path path)
        : base(geometry, weights, LeastPart - 1)
    {
        _window = window;
        _path = path;
        _weights = new DepthwiseWeightsInt8(window, weights, path == Int8Path.Vector128 ? 16 : 32, mayKeepColumns: false);
        var lastTap = window.TapOffset(window.Taps - 1, 0, 0) - geometry.RunOffsets[^1];
        _safePositions = window.Channels >= LeastPart ? geometry.Positions : geometry.PositionsThatMayRead(lastTap + LeastPart - window.Channels + 1);
        _last = _safePositions < geometry.Positions ? new Int8ScalarAccumulator(geometry, weights) : null;
    }

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        var whole = Math.Clamp(_safePositions - first, 0, count);
        switch (_path)
        {
            case Int8Path.Vector128:
                Run<DepthwiseLanes128<Int8Widening>, Vector128<int>>(input, signed, first, whole, sums);
                break;
            case var path when path.UsesVnni():
                Run<DepthwiseLanes256<Int8Vnni>, Vector256<int>>(input, signed, first, whole, sums);
                break;
            default:
                Run<DepthwiseLanes256<Int8Widening>, Vector256<int>>(input, signed, first, whole, sums);
                break;
        }

        _last?.Run(input, signed, first + whole, count - whole, sums + ((nint)whole * Stride), Stride);
        GC.KeepAlive(this);
    }

    private void Run<TLanes, TVector>(byte* input, bool signed, int first, int count, int* sums)
        where TLanes : struct, IDepthwiseLanes<TVector>
        where TVector : struct
    {
        if (signed)
        {
            Run<TLanes, TVector, Int8Signed>(input, first, count, sums);
        }
        else
        {
            Run<TLanes, TVector, Int8Unsigned>(input, first, count, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, TVector, TSign>(byte* input, int first, int count, int* sums)
        where TLanes : struct, IDepthwiseLanes<TVector>
        where TVector : struct
        where TSign : IInt8Sign
    {
        var slots = _weights.Slots;
        var taps = stackalloc byte*[slots.Length];
        while (count > 0)
        {
            var row = Math.Min(Geometry.RestOfRow(first), count);
            var x = input + Geometry.BaseOf(first);
            foreach (var (channel, part, _, start) in _weights.Blocks)
            {
                for (var slot = 0; slot < slots.Length; slot++)
                {
                    taps[slot] = x + channel + _window.TapOffset(Math.Max(0, slots[slot].Down), slots[slot].Right, 0, 0);
                }

                Block<TLanes, TVector, TSign>(taps, slots.Length / 4, part, row, _weights.Pointer + start, sums + channel);
            }

            first += row;
            count -= row;
            sums += (nint)row * Stride;
        }
    }

    private void Block<TLanes, TVector, TSign>(byte** taps, int steps, int part, int count, sbyte* weights, int* sums)
        where TLanes : struct, IDepthwiseLanes<TVector>
        where TVector : struct
        where TSign : IInt8Sign
    {
        switch (part)
        {
            case 32:
                DepthwiseTileInt8<TLanes, TVector, TSign, DepthwisePart32>.Sum(taps, steps, Geometry.PositionStride, count, weights, sums, Stride);
                break;
            case 16:
                DepthwiseTileInt8<TLanes, TVector, TSign, DepthwisePart16>.Sum(taps, steps, Geometry.PositionStride, count, weights, sums, Stride);
                break;
            default:
                DepthwiseTileInt8<TLanes, TVector, TSign, DepthwisePart8>.Sum(taps, steps, Geometry.PositionStride, count, weights, sums, Stride);
                break;
        }
    }
}
