using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Layouts;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Kernels;

/// <summary>Sparse weights as gather steps in native memory: [step] { indices of all slots, weights of all slots }, and a list of window offsets.</summary>
internal sealed unsafe class GatherStepsInt8 : Int8Accumulator
{
    private const int LargestWindow = 64;
    private readonly GatherFormat _format;
    private readonly NativeBuffer<byte> _steps;
    private readonly NativeBuffer<int> _offsets;
    private readonly NativeBuffer<int> _stepsOfBlock;
    private readonly NativeBuffer<int> _rowOrder;
    private readonly int _packedSums;
    private readonly Int8Path _path;

    public GatherStepsInt8(Int8Geometry geometry, ReadOnlySpan<sbyte> weights, Int8Path path)
        : base(geometry, weights, overhang: RoundUp(geometry.Outputs + 1, 16) + 16)
    {
        _path = path;
        _format = FormatOf(path);
        var inputs = geometry.RunLength;
        var packed = GatherSteps.Pack(weights, geometry.Outputs, inputs, _format);
        var slots = _format.Rows * _format.Slots;
        _steps = new NativeBuffer<byte>(checked(packed.Slots * 2));
        for (var i = 0; i < packed.Slots; i++)
        {
            var (step, slot) = Math.DivRem(i, slots);
            _steps.Span[(step * 2 * slots) + slot] = packed.Indices[i];
            _steps.Span[(step * 2 * slots) + slots + slot] = (byte)packed.Weights[i];
        }

        _offsets = Copy([.. packed.Offsets]);
        _stepsOfBlock = Copy(packed.StepsOfBlock);
        // Lanes without a row write to the place after the last output.
        _rowOrder = Copy([.. packed.RowOrder.Select(row => row < 0 ? geometry.Outputs : row)]);
        // The sums in the packed order stand behind those in the true one.
        _packedSums = RoundUp(geometry.Outputs + 1, 16);
    }

    public override void Run(byte* input, bool signed, int first, int count, int* sums)
    {
        var inputs = Geometry.RunLength;
        var window = stackalloc byte[LargestWindow];
        for (var row = 0; row < count; row++, sums += Stride)
        {
            var x = input + ((nint)(first + row) * inputs);
            if (inputs < _format.Window)
            {
                Buffer.MemoryCopy(x, window, LargestWindow, inputs);
                x = window;
            }

            var packed = sums + _packedSums;
            if (signed)
            {
                Gather<Int8Signed>(x, packed);
            }
            else
            {
                Gather<Int8Unsigned>(x, packed);
            }

            Unsort(packed, sums);
        }

        GC.KeepAlive(this);
    }

    private static GatherFormat FormatOf(Int8Path path) => path switch
    {
        Int8Path.Avx512Vnni or Int8Path.Avx512 when Avx512Vbmi.IsSupported => GatherFormat.Window64,
        Int8Path.Vector128 => GatherFormat.Window16Narrow,
        _ => GatherFormat.Window16,
    };

    private static NativeBuffer<int> Copy(int[] values)
    {
        var buffer = new NativeBuffer<int>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    /// <summary>Writes each sum to its row's place. Unrolled (blocks have a multiple of four rows), as one at a time it took a tenth of the layer's time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unsort(int* packed, int* sums)
    {
        var order = _rowOrder.Pointer;
        for (var end = packed + _rowOrder.Length; packed < end; packed += 4, order += 4)
        {
            sums[order[0]] = packed[0];
            sums[order[1]] = packed[1];
            sums[order[2]] = packed[2];
            sums[order[3]] = packed[3];
        }
    }

    private void Gather<TSign>(byte* x, int* y)
        where TSign : IInt8Sign
    {
        var steps = _steps.Pointer;
        var offsets = _offsets.Pointer;
        var counts = _stepsOfBlock.Pointer;
        var blocks = _stepsOfBlock.Length;
        if (_format.Window == LargestWindow)
        {
            if (_path == Int8Path.Avx512Vnni)
            {
                GatherTileVnni512<TSign>.Blocks(x, steps, offsets, counts, blocks, y);
                return;
            }

            GatherTileInt8<Int8Lanes512<Int8Widening>, Vector512<int>, TSign>.Blocks(x, steps, offsets, counts, blocks, y);
            return;
        }

        switch (_path)
        {
            case Int8Path.Vector128:
                GatherTileInt8<Int8Lanes128<Int8Widening>, Vector128<int>, TSign>.Blocks(x, steps, offsets, counts, blocks, y);
                break;
            case Int8Path.Avx512Vnni or Int8Path.Avx2Vnni:
                GatherTileInt8<Int8Lanes256<Int8Vnni>, Vector256<int>, TSign>.Blocks(x, steps, offsets, counts, blocks, y);
                break;
            default:
                GatherTileInt8<Int8Lanes256<Int8Widening>, Vector256<int>, TSign>.Blocks(x, steps, offsets, counts, blocks, y);
                break;
        }
    }
}
