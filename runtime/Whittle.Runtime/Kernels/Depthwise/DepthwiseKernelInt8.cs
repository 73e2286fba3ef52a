using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Memory;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A depthwise convolution that requantizes in the registers of its tiles and reads the input's zero point where an image ends.</summary>
internal sealed unsafe class DepthwiseKernelInt8 : Int8Kernel<RequantizeEpilogue>
{
    // Rows of a band stay in the L1 cache from one block of channels to the next.
    private const int BytesPerBand = 16384;
    private readonly DepthwiseWindow _window;
    private readonly DepthwiseWeightsInt8? _weights;
    private readonly DepthwiseTruthInt8 _truth;
    private readonly NativeBuffer<byte> _border;
    private readonly Int8Path _path;
    private readonly int _vectorRows;
    private readonly int _band;

    public DepthwiseKernelInt8(Int8Geometry geometry, DepthwiseWindow window, ReadOnlySpan<sbyte> weights, int inputZeroPoint, Int8Path path)
        : base(geometry, new Int8Channels(Int8Accumulator.Sums(geometry, weights), order: null))
    {
        Int8Kernels<RequantizeEpilogue>.CheckDepthwise(geometry);
        _window = window;
        _path = path;
        _vectorRows = VectorRows(window);
        _band = Math.Max(4, BytesPerBand / Math.Max(1, window.Pitch * window.StrideHeight) / 2 * 2);
        _truth = new DepthwiseTruthInt8(window, weights, unchecked((byte)inputZeroPoint));
        _border = new NativeBuffer<byte>(window.Pitch + 64);
        _border.Span.Fill(unchecked((byte)inputZeroPoint));
        _weights = path == Int8Path.Scalar ? null : new DepthwiseWeightsInt8(window, weights, path == Int8Path.Vector128 ? 16 : 32, mayKeepColumns: true);
    }

    public override void Run(byte* input, bool signed, byte* output, in RequantizeEpilogue epilogue)
    {
        switch (_path)
        {
            case Int8Path.Scalar:
                RunScalar(input, signed, output, in epilogue);
                break;
            case Int8Path.Vector128:
                Run<DepthwiseLanes128<Int8Widening>, Vector128<int>, DepthwiseLanes128<Int8Widening>>(input, signed, output, in epilogue);
                break;
            case var path when path.UsesVnni():
                Run<DepthwiseLanes256<Int8Vnni>, Vector256<int>, DepthwiseLanes128<Int8Vnni>>(input, signed, output, in epilogue);
                break;
            default:
                Run<DepthwiseLanes256<Int8Widening>, Vector256<int>, DepthwiseLanes128<Int8Widening>>(input, signed, output, in epilogue);
                break;
        }

        GC.KeepAlive(this);
    }

    private void RunScalar(byte* input, bool signed, byte* output, in RequantizeEpilogue epilogue)
    {
        for (var image = 0; image < _window.Batch; image++)
        {
            for (var row = 0; row < _window.OutputHeight; row++)
            {
                RowScalar(input, signed, output, in epilogue, row);
            }

            input += (nint)_window.Height * _window.Pitch;
            output += (nint)_window.OutputHeight * _window.OutputWidth * _window.Channels;
        }
    }

    private void RowScalar(byte* image, bool signed, byte* output, in RequantizeEpilogue epilogue, int row)
    {
        output += (nint)row * _window.OutputWidth * _window.Channels;
        for (var column = 0; column < _window.OutputWidth; column++)
        {
            for (var channel = 0; channel < _window.Channels; channel++)
            {
                epilogue.End(_truth.Sum(image, signed, row, column, channel), channel, output++);
            }
        }
    }

    private void Run<TLanes, TVector, TNarrow>(byte* input, bool signed, byte* output, in RequantizeEpilogue epilogue)
        where TLanes : struct, IDepthwiseLanes<TVector>
        where TVector : struct
        where TNarrow : struct, IDepthwiseLanes<Vector128<int>>
    {
        if (signed)
        {
            Run<TLanes, TVector, TNarrow, Int8Signed>(input, output, in epilogue);
        }
        else
        {
            Run<TLanes, TVector, TNarrow, Int8Unsigned>(input, output, in epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, TVector, TNarrow, TSign>(byte* input, byte* output, in RequantizeEpilogue epilogue)
        where TLanes : struct, IDepthwiseLanes<TVector>
        where TVector : struct
        where TNarrow : struct, IDepthwiseLanes<Vector128<int>>
        where TSign : IInt8Sign
    {
        var range = new DepthwiseRange(in epilogue);
        var wide = _path.EndingLevel() == IsaLevel.Avx512;
        for (var image = 0; image < _window.Batch; image++)
        {
            var rows = Math.Clamp(_vectorRows - (image * _window.OutputHeight), 0, _window.OutputHeight);
            for (var row = 0; row < rows; row += _band)
            {
                var end = Math.Min(row + _band, rows);
                foreach (var (channel, part, bytes, start) in _weights!.Blocks)
                {
                    var block = new DepthwiseBlock
                    {
                        Input = input + channel,
                        Output = output + channel,
                        Border = _border.Pointer,
                        Weights = _weights.Pointer + start,
                        Bias = epilogue.Bias + channel,
                        RaisedBias = epilogue.RaisedBias + channel,
                        Multipliers = epilogue.Multipliers + channel,
                        Offsets = epilogue.Offsets + channel,
                    };
                    if (bytes == TLanes.Bytes)
                    {
                        DepthwiseRowsInt8<TLanes, TVector, TSign>.Run(_weights, wide, part, in block, in range, row, end);
                    }
                    else
                    {
                        DepthwiseRowsInt8<TNarrow, Vector128<int>, TSign>.Run(_weights, wide, part, in block, in range, row, end);
                    }
                }
            }

            for (var row = rows; row < _window.OutputHeight; row++)
            {
                RowScalar(input, TSign.Signed, output, in epilogue, row);
            }

            input += (nint)_window.Height * _window.Pitch;
            output += (nint)_window.OutputHeight * _window.OutputWidth * _window.Channels;
        }
    }

    /// <summary>Rows of outputs, of all images, before the ones where eight bytes per pixel of fewer channels would reach past the input or output.</summary>
    private static int VectorRows(DepthwiseWindow window)
    {
        const int LeastPart = 8;
        var all = window.Batch * window.OutputHeight;
        var rows = all;
        var excess = LeastPart - window.Channels;
        while (excess > 0 && rows > 0)
        {
            var (image, row) = Math.DivRem(rows - 1, window.OutputHeight);
            var bottom = (row * window.StrideHeight) - window.PadTop + ((window.KernelHeight - 1) * window.DilationHeight);
            var below = ((window.Batch - image) * window.Height) - 1 - Math.Min(bottom, window.Height - 1);
            if (below * window.Pitch >= excess && (all - rows) * window.OutputWidth * window.Channels >= excess)
            {
                break;
            }

            rows--;
        }

        return rows;
    }
}
