using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>A convolution of few channels on planes: a band of rows is copied with its border, its quads are picked, and tiles of positions multiply them.</summary>
internal sealed unsafe class PlanarKernelInt8 : Int8Kernel<RequantizeEpilogue>
{
    // Quads of a band stay in the L1 cache, with the weights and what is written.
    private const int QuadBytes = 16 * 1024;
    private const int LargestStackScratch = 32 * 1024;
    private const int CacheLine = 64;
    private const int MostPositions = 32;
    private readonly PlanarImage _image;
    private readonly PlanarWeightsInt8 _weights;
    private readonly PlanarTruthInt8? _truth;
    private readonly Int8Path _path;
    private readonly byte _border;
    private readonly bool _wide;
    private readonly int _rows;
    private readonly int _quadStride;
    private readonly int _bandBytes;

    public PlanarKernelInt8(PlanarImage image, ReadOnlySpan<sbyte> weights, int inputZeroPoint, Int8Path path)
        : base(image.Geometry, new Int8Channels(Int8Accumulator.Sums(image.Geometry, weights), order: null))
    {
        (_image, _path, _border) = (image, path, unchecked((byte)inputZeroPoint));
        _weights = new PlanarWeightsInt8(image, weights);
        _truth = path == Int8Path.Scalar ? new PlanarTruthInt8(image, weights, _border) : null;
        _wide = path.Level() == IsaLevel.Avx512 && Avx512Vbmi.IsSupported;
        _rows = Math.Clamp(QuadBytes / (_weights.Quads * 4 * image.OutputWidth), 1, image.OutputHeight);
        _quadStride = RoundUp(((_rows * image.OutputWidth) + PlanarQuads.Step) * 4);
        _bandBytes = RoundUp((image.Channels * image.InputRows(_rows) * image.Pitch) + PlanarImage.Slack);
    }

    [SkipLocalsInit]
    public override void Run(byte* input, bool signed, byte* output, in RequantizeEpilogue epilogue)
    {
        if (_truth is not null)
        {
            _truth.Run(input, signed, output, in epilogue);
            return;
        }

        // Of a few positions alone a tile makes more than there are.
        var few = _rows * _image.OutputWidth < MostPositions ? MostPositions * Geometry.Outputs : 0;
        var needed = CacheLine + _bandBytes + (_weights.Quads * _quadStride) + (MostPositions * 4) + few;
        var rented = needed > LargestStackScratch ? ArrayPool<byte>.Shared.Rent(needed) : null;
        var scratch = rented is null ? stackalloc byte[needed] : rented;
        fixed (byte* unaligned = scratch)
        {
            var band = (byte*)(((nuint)unaligned + CacheLine - 1) & ~(nuint)(CacheLine - 1));
            switch (_path)
            {
                case Int8Path.Vector128:
                    Run<Int8Lanes128<Int8Widening>, Vector128<int>, PlanarPair<Vector128<int>>, PlanarEnding128>(input, signed, output, band, in epilogue);
                    break;
                case Int8Path.Avx2:
                    Run<Int8Lanes256<Int8Widening>, Vector256<int>, PlanarPair<Vector256<int>>, PlanarEnding256>(input, signed, output, band, in epilogue);
                    break;
                case Int8Path.Avx2Vnni:
                    Run<Int8Lanes256<Int8Vnni>, Vector256<int>, PlanarPair<Vector256<int>>, PlanarEnding256>(input, signed, output, band, in epilogue);
                    break;
                case Int8Path.Avx512:
                    Run<Int8Lanes512<Int8Widening>, Vector512<int>, PlanarPair<Vector512<int>>, PlanarEnding512>(input, signed, output, band, in epilogue);
                    break;
                case Int8Path.Avx512VnniNarrow:
                    Run<Int8Lanes256Narrow<Int8Vnni>, Vector256<int>, PlanarPair<Vector256<int>>, PlanarEnding256>(input, signed, output, band, in epilogue);
                    break;
                default:
                    Run<Int8Lanes256Wide<Int8Vnni>, Vector256<int>, Vector512<int>, PlanarEnding256Wide>(input, signed, output, band, in epilogue);
                    break;
            }
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        GC.KeepAlive(this);
    }

    // Optimized at once: in the first tier these loops cost as much as a small layer's tiles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLanes, TVector, TBytes, TEnding>(byte* input, bool signed, byte* output, byte* band, in RequantizeEpilogue epilogue)
        where TLanes : struct, IInt8Lanes<TVector>
        where TVector : struct
        where TBytes : struct
        where TEnding : struct, IPlanarEnding<TVector, TBytes>
    {
        var flip = (byte)(signed ? 0x80 : 0);
        var quads = band + _bandBytes;
        var room = quads + (_weights.Quads * (nint)_quadStride) + (MostPositions * 4);
        var tile = new PlanarTileArguments(in epilogue, _weights.Quads, _quadStride, _weights.GroupBytes, OutputStride);
        var count = _rows * _image.OutputWidth;
        for (var image = 0; image < _image.Batch; image++)
        {
            for (var row = 0; row < _image.OutputHeight; row += _rows)
            {
                // The last band repeats rows of the one before.
                var first = Math.Min(row, _image.OutputHeight - _rows);
                var y = output + (first * _image.OutputWidth * OutputStride);
                _image.CopyBand(input, first, _rows, (byte)(_border ^ flip), flip, band);
                PlanarQuads.Pick(_image, _weights, _wide, _rows, band, quads, _quadStride);
                if (count >= PlanarTileInt8<TLanes, TVector, TBytes, TEnding>.Positions)
                {
                    PlanarTileInt8<TLanes, TVector, TBytes, TEnding>.Run(quads, count, _weights.Weights, Geometry.Outputs, y, in tile);
                    continue;
                }

                PlanarTileInt8<TLanes, TVector, TBytes, TEnding>.Run(
                    quads, PlanarTileInt8<TLanes, TVector, TBytes, TEnding>.Positions, _weights.Weights, Geometry.Outputs, room, in tile);
                Unsafe.CopyBlockUnaligned(y, room, (uint)(count * OutputStride));
            }

            input += (nint)_image.Channels * _image.Height * _image.Width;
            output += _image.OutputHeight * _image.OutputWidth * OutputStride;
        }
    }

    private static int RoundUp(int bytes) => checked(bytes + CacheLine - 1) / CacheLine * CacheLine;
}
