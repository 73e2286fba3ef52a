using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>The loops over positions, groups and panels of a dense layer.</summary>
internal sealed unsafe class DenseKernelInt8<TLanes, TVector, TEpilogue> : Int8Kernel<TEpilogue>
    where TLanes : struct, IInt8Lanes<TVector>
    where TVector : struct
    where TEpilogue : struct, IInt8Epilogue
{
    // Together with a panel of weights, the activations of a piece of a row stay in the L1 cache.
    private const int ActivationBytes = 16 * 1024;
    private const int LeastPositions = 8;
    private readonly DensePanelsInt8 _panels;
    private readonly SummingKernel<TEpilogue>? _last;
    private readonly int _safePositions;
    private readonly int _chunk;

    public DenseKernelInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights)
        : base(geometry, new Int8Channels(Int8Accumulator.Sums(geometry, weights), order: null))
    {
        _panels = new DensePanelsInt8(geometry, weights, 2 * TLanes.Lanes);
        _safePositions = geometry.PositionsThatMayRead(Math.Max(4, geometry.RunLength));
        _last = _safePositions < geometry.Positions ? new SummingKernel<TEpilogue>(new Int8ScalarAccumulator(geometry, weights), IsaLevel.Scalar) : null;
        _chunk = Math.Max(LeastPositions, ActivationBytes / Math.Max(1, geometry.PositionStride) / LeastPositions * LeastPositions);
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

    // Optimized at once, as the tiles are: in the first tier these loops cost as much as a small layer's tiles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TSign>(byte* input, byte* output, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var tile = new DenseTileArguments(
            _panels.RunOffsets, Geometry.RunOffsets.Length, Math.Max(0, Geometry.RunLength - 4), Geometry.PositionStride, OutputStride);
        for (var first = 0; first < _safePositions;)
        {
            var row = Math.Min(Math.Min(Geometry.RestOfRow(first), _chunk), _safePositions - first);
            var x = input + Geometry.BaseOf(first);
            var weights = _panels.Weights;
            var y = output;
            var o = 0;
            for (var group = 0; group < Geometry.Groups; group++)
            {
                for (var rest = Geometry.OutputsPerGroup; rest > 0; rest -= _panels.Outputs)
                {
                    var panel = new DensePanel(weights, o, Math.Min(rest, _panels.Outputs));
                    DenseTileInt8<TLanes, TVector, TSign, TEpilogue>.Row(x, row, y, in panel, in tile, in epilogue);
                    weights += _panels.Bytes;
                    o += panel.Outputs;
                    y += panel.Outputs * TEpilogue.OutputBytes;
                }

                x += Geometry.InputsPerGroup;
            }

            first += row;
            output += row * OutputStride;
        }
    }
}
