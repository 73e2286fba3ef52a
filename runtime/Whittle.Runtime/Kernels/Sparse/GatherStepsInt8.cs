using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Sparse weights as gather steps in native memory: [step] { indices of all slots, weights of all slots }, and a list of window offsets.
/// Fully connected layers and convolutions without groups.</summary>
/// <remarks>Tiles write a vector for each block. Where a block has fewer rows than lanes, or rows are sorted, the sums are brought to their places afterwards.</remarks>
internal sealed unsafe class GatherStepsInt8 : Int8Accumulator
{
    private const int LargestWindow = 128;
    private readonly GatherFormat _format;
    private readonly GatherKind _kind;
    private readonly NativeBuffer<byte> _steps;
    private readonly NativeBuffer<int> _offsets;
    private readonly NativeBuffer<int> _stepsOfBlock;
    private readonly NativeBuffer<int> _order;
    private readonly GatherBlock[] _blocks;
    private readonly int _wholeBlocks;
    private readonly int _safePositions;
    private readonly int _reach;
    private readonly int _packedSums;

    public GatherStepsInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, GatherSteps packed)
        : base(geometry, weights, Overhang(geometry.Outputs, packed.Format))
    {
        _format = packed.Format;
        _kind = GatherKinds.Of(_format);
        var slots = _format.SlotsPerStep;
        _steps = new NativeBuffer<byte>(checked(packed.Slots * 2));
        for (var step = 0; step < packed.Steps; step++)
        {
            packed.Indices.Slice(step * slots, slots).CopyTo(_steps.Span[(step * 2 * slots)..]);
            MemoryMarshal.AsBytes(packed.Weights.Slice(step * slots, slots)).CopyTo(_steps.Span[(((step * 2) + 1) * slots)..]);
        }

        _blocks = [.. packed.Blocks];
        _wholeBlocks = Array.FindIndex(_blocks, block => block.Stride < _format.Lanes) is var partial and >= 0 ? partial : _blocks.Length;
        _offsets = Copy([.. packed.Offsets]);
        _stepsOfBlock = Copy(Array.ConvertAll(_blocks, block => block.Steps));
        _order = Copy(packed.Order);
        _packedSums = _format.Sorted ? RoundUp(geometry.Outputs, 16) : 0;
        _reach = geometry.RunOffsets[^1] + geometry.RunLength;
        _safePositions = geometry.PositionsThatMayRead(Math.Max(_reach, _format.Window) - geometry.RunOffsets[^1]);
    }

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        var whole = Math.Clamp(_safePositions - first, 0, count);
        if (signed)
        {
            Run<Int8Signed>(input, first, whole, count, sums);
        }
        else
        {
            Run<Int8Unsigned>(input, first, whole, count, sums);
        }

        if (_wholeBlocks < _blocks.Length || _packedSums > 0)
        {
            for (; count > 0; count--, sums += Stride)
            {
                Settle(sums);
            }
        }

        GC.KeepAlive(this);
    }

    private static int Overhang(int outputs, GatherFormat format)
    {
        // The rows that fill no block have one or two of their own.
        var lanes = outputs % format.Lanes == 0 ? outputs : RoundUp(outputs, format.Lanes) + format.Lanes;
        return lanes - outputs + (format.Sorted ? RoundUp(outputs, 16) : 0);
    }

    private static NativeBuffer<int> Copy(int[] values)
    {
        var buffer = new NativeBuffer<int>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    private void Run<TSign>(byte* input, int first, int whole, int count, int* sums)
        where TSign : IInt8Sign
    {
        switch (_kind)
        {
            case GatherKind.Permute128:
                Run<Int8Lanes512<Int8PairSafe>, GatherPermute128, Vector512<int>, TSign>(input, first, whole, count, sums);
                break;
            case GatherKind.Permute64:
                Run<Int8Lanes512<Int8PairSafe>, GatherPermute64, Vector512<int>, TSign>(input, first, whole, count, sums);
                break;
            case GatherKind.Shuffle256Vnni:
                Run<Int8Lanes256<Int8Vnni>, GatherShuffle256, Vector256<int>, TSign>(input, first, whole, count, sums);
                break;
            case GatherKind.Shuffle256:
                Run<Int8Lanes256<Int8PairSafe>, GatherShuffle256, Vector256<int>, TSign>(input, first, whole, count, sums);
                break;
            default:
                Run<Int8Lanes128<Int8PairSafe>, GatherShuffle128, Vector128<int>, TSign>(input, first, whole, count, sums);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, TGather, TVector, TSign>(byte* input, int first, int whole, int count, int* sums)
        where TLanes : IInt8Lanes<TVector>
        where TGather : IByteGather<TVector>
        where TVector : struct
        where TSign : IInt8Sign
    {
        var y = sums + _packedSums;
        for (var end = first + whole; first < end;)
        {
            var row = Math.Min(Geometry.RestOfRow(first), end - first);
            var x = input + Geometry.BaseOf(first);
            if (row >= 4)
            {
                var block = new GatherBlockSteps(_steps.Pointer, _offsets.Pointer, 0);
                for (var i = 0; i < _blocks.Length; i++)
                {
                    block = new GatherBlockSteps(
                        block.Steps + (block.Count * TLanes.Lanes * 8), block.Offsets + block.Count, _blocks[i].Steps);
                    GatherTileInt8<TLanes, TGather, TVector, TSign>.Row(x, row, block, y + (i * TLanes.Lanes), Geometry.PositionStride, Stride);
                }
            }
            else
            {
                for (var i = 0; i < row; i++)
                {
                    One<TLanes, TGather, TVector, TSign>(x + ((nint)i * Geometry.PositionStride), y + ((nint)i * Stride));
                }
            }

            first += row;
            count -= row;
            y += (nint)row * Stride;
        }

        // The last positions of an input that is narrower than a window.
        var window = stackalloc byte[LargestWindow];
        for (; count > 0; count--, first++, y += Stride)
        {
            Buffer.MemoryCopy(input + Geometry.BaseOf(first), window, LargestWindow, _reach);
            One<TLanes, TGather, TVector, TSign>(window, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void One<TLanes, TGather, TVector, TSign>(byte* x, int* y)
        where TLanes : IInt8Lanes<TVector>
        where TGather : IByteGather<TVector>
        where TVector : struct
        where TSign : IInt8Sign
    {
        if (_format.PairSafe || _kind < GatherKind.Permute64)
        {
            GatherTileInt8<TLanes, TGather, TVector, TSign>.Blocks(x, _steps.Pointer, _offsets.Pointer, _stepsOfBlock.Pointer, _blocks.Length, y);
        }
        else if (_kind == GatherKind.Permute128)
        {
            GatherTileVnni512<GatherPermute128, TSign>.Blocks(x, _steps.Pointer, _offsets.Pointer, _stepsOfBlock.Pointer, _blocks.Length, y);
        }
        else
        {
            GatherTileVnni512<GatherPermute64, TSign>.Blocks(x, _steps.Pointer, _offsets.Pointer, _stepsOfBlock.Pointer, _blocks.Length, y);
        }
    }

    /// <summary>Adds the lanes of rows that have several, and brings sorted rows into the order of the outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(int* sums)
    {
        var packed = sums + _packedSums;
        for (var i = _wholeBlocks; i < _blocks.Length; i++)
        {
            GatherFold.Add(packed + (i * _format.Lanes), _format.Lanes, _blocks[i].Stride, packed + _blocks[i].First);
        }

        if (_packedSums == 0)
        {
            return;
        }

        // Unrolled, as one at a time it took a tenth of a small layer's time.
        var order = _order.Pointer;
        var end = packed + _order.Length;
        for (; packed + 4 <= end; packed += 4, order += 4)
        {
            sums[order[0]] = packed[0];
            sums[order[1]] = packed[1];
            sums[order[2]] = packed[2];
            sums[order[3]] = packed[3];
        }

        for (; packed < end; packed++, order++)
        {
            sums[order[0]] = packed[0];
        }
    }
}
