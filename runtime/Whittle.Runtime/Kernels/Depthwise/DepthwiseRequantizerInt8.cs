using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Memory;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A depthwise convolution that requantizes in the registers of its tiles and reads the input's zero point where an image ends.</summary>
internal sealed unsafe class DepthwiseRequantizerInt8
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

    public DepthwiseRequantizerInt8(DepthwiseWindow window, ReadOnlySpan<sbyte> weights, int inputZeroPoint, Int8Path path)
    {
        _window = window;
        _path = path;
        _vectorRows = VectorRows(window);
        _band = Math.Max(4, BytesPerBand / Math.Max(1, window.Pitch * window.StrideHeight));
        _truth = new DepthwiseTruthInt8(window, weights, unchecked((byte)inputZeroPoint));
        _border = new NativeBuffer<byte>(window.Pitch + 64);
        _border.Span.Fill(unchecked((byte)inputZeroPoint));
        _weights = path == Int8Path.Scalar ? null : new DepthwiseWeightsInt8(window, weights, path == Int8Path.Vector128 ? 16 : 32, mayKeepColumns: true);
    }

    public void Run(byte* input, bool signed, byte* output, RequantizeParameters parameters)
    {
        switch (_path)
        {
            case Int8Path.Scalar:
                RunScalar(input, signed, output, parameters);
                break;
            case Int8Path.Vector128:
                Run<DepthwiseLanes128<Int8Widening>, Vector128<int>, DepthwiseLanes128<Int8Widening>>(input, signed, output, parameters);
                break;
            case Int8Path.Avx2Vnni or Int8Path.Avx512Vnni:
                Run<DepthwiseLanes256<Int8Vnni>, Vector256<int>, DepthwiseLanes128<Int8Vnni>>(input, signed, output, parameters);
                break;
            default:
                Run<DepthwiseLanes256<Int8Widening>, Vector256<int>, DepthwiseLanes128<Int8Widening>>(input, signed, output, parameters);
                break;
        }

        GC.KeepAlive(this);
        GC.KeepAlive(parameters);
    }

    private void RunScalar(byte* input, bool signed, byte* output, RequantizeParameters parameters)
    {
        for (var image = 0; image < _window.Batch; image++)
        {
            for (var row = 0; row < _window.OutputHeight; row++)
            {
                RowScalar(input, signed, output, parameters, row);
            }

            input += (nint)_window.Height * _window.Pitch;
            output += (nint)_window.OutputHeight * _window.OutputWidth * _window.Channels;
        }
    }

    private void RowScalar(byte* image, bool signed, byte* output, RequantizeParameters parameters, int row)
    {
        var bias = (signed ? parameters.BiasOfSigned : parameters.BiasOfUnsigned).Span;
        output += (nint)row * _window.OutputWidth * _window.Channels;
        for (var column = 0; column < _window.OutputWidth; column++)
        {
            for (var channel = 0; channel < _window.Channels; channel++)
            {
                var sum = unchecked(_truth.Sum(image, signed, row, column, channel) + bias[channel]);
                *output++ = parameters.Requantize(sum, channel);
            }
        }
    }

    private void Run<TLanes, TVector, TNarrow>(byte* input, bool signed, byte* output, RequantizeParameters parameters)
        where TLanes : struct, IDepthwiseLanes<TVector>
        where TVector : struct
        where TNarrow : struct, IDepthwiseLanes<Vector128<int>>
    {
        if (signed)
        {
            Run<TLanes, TVector, TNarrow, Int8Signed>(input, output, parameters);
        }
        else
        {
            Run<TLanes, TVector, TNarrow, Int8Unsigned>(input, output, parameters);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, TVector, TNarrow, TSign>(byte* input, byte* output, RequantizeParameters parameters)
        where TLanes : struct, IDepthwiseLanes<TVector>
        where TVector : struct
        where TNarrow : struct, IDepthwiseLanes<Vector128<int>>
        where TSign : IInt8Sign
    {
        var range = new DepthwiseRange(
            parameters.Maximum - parameters.ZeroPoint, parameters.ZeroPoint, parameters.Minimum, parameters.Minimum < 0, parameters.IsFraction);
        var bias = (TSign.Signed ? parameters.BiasOfSigned : parameters.BiasOfUnsigned).Pointer;
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
                        Bias = bias + channel,
                        Multipliers = parameters.Multipliers.Pointer + channel,
                    };
                    if (bytes == TLanes.Bytes)
                    {
                        DepthwiseRowsInt8<TLanes, TVector, TSign>.Run(_weights, part, in block, in range, row, end);
                    }
                    else
                    {
                        DepthwiseRowsInt8<TNarrow, Vector128<int>, TSign>.Run(_weights, part, in block, in range, row, end);
                    }
                }
            }

            for (var row = rows; row < _window.OutputHeight; row++)
            {
                RowScalar(input, TSign.Signed, output, parameters, row);
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
