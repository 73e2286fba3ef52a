using System.Runtime.CompilerServices;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Memory;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Weights in blocks of a panel of outputs by four inputs, of which those of zeros are left out: fully connected layers and convolutions without groups.</summary>
internal sealed unsafe class BlockKernelInt8<TLanes, TVector, TEpilogue> : Int8Kernel<TEpilogue>
    where TLanes : struct, IInt8Lanes<TVector>
    where TVector : struct
    where TEpilogue : struct, IInt8Epilogue
{
    // Fewer positions have no tile.
    private const int LeastTile = 4;
    private readonly NativeBuffer<sbyte> _weights;
    private readonly NativeBuffer<int> _offsets;
    private readonly NativeBuffer<int> _stepsOfPanel;

    public BlockKernelInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, BlockSteps packed)
        : base(geometry, new Int8Channels(Int8Accumulator.Sums(geometry, weights), order: null))
    {
        _weights = NativeBuffer.Of<sbyte>(packed.Weights);
        _offsets = NativeBuffer.Of<int>(packed.Offsets);
        _stepsOfPanel = NativeBuffer.Of<int>(packed.StepsOfPanel);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TSign>(byte* input, byte* output, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var panels = new BlockPanels(_weights.Pointer, _offsets.Pointer, _stepsOfPanel.Pointer, Geometry.Outputs);
        for (var first = 0; first < Geometry.Positions;)
        {
            var row = Geometry.RestOfRow(first);
            var x = input + Geometry.BaseOf(first);
            if (row >= LeastTile)
            {
                Row<TSign>(x, row, output, panels, in epilogue);
            }
            else
            {
                for (var i = 0; i < row; i++)
                {
                    BlockTileInt8<TLanes, TVector, TSign, TEpilogue>.Panels(
                        x + ((nint)i * Geometry.PositionStride), in panels, output + (i * OutputStride), in epilogue);
                }
            }

            first += row;
            output += row * OutputStride;
        }
    }

    private void Row<TSign>(byte* x, int count, byte* y, BlockPanels panels, in TEpilogue epilogue)
        where TSign : IInt8Sign
    {
        var weights = panels.Weights;
        var offsets = panels.Offsets;
        for (var i = 0; i < _stepsOfPanel.Length; i++)
        {
            var steps = panels.Steps[i];
            var first = i * 2 * TLanes.Lanes;
            var panel = new DensePanel(weights, first, Math.Min(Geometry.Outputs - first, 2 * TLanes.Lanes));
            var tile = new DenseTileArguments(offsets, steps, lastStep: 0, stepsPerSum: 0, Geometry.PositionStride, OutputStride);
            DenseTileInt8<TLanes, TVector, TSign, TEpilogue>.Row(x, count, y + (first * TEpilogue.OutputBytes), in panel, in tile, in epilogue);
            weights += steps * 2 * TLanes.Lanes * BlockSteps.Width;
            offsets += steps;
        }
    }
}
