using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Layouts;

namespace Whittle.Runtime.Kernels;

/// <summary>Sizes of a convolution on planes [batch, channels, height, width], and the copy of some of its rows with a border of zero points.</summary>
/// <remarks>A band is so many rows of outputs; its rows of inputs lie one after the other, plane by plane, <see cref="Pitch"/> bytes apart.</remarks>
internal sealed unsafe class PlanarImage
{
    /// <summary>Bytes that may be read and written past the rows of a band.</summary>
    public const int Slack = 128;
    private const int CacheLine = 64;
    private readonly int _padTop;
    private readonly int _padLeft;
    private readonly int _padRight;
    private readonly int _copied;

    private PlanarImage(Int8Geometry geometry, int top, int left, int width, int read)
    {
        Geometry = geometry;
        (_padTop, _padLeft) = (top, Math.Min(left, read));
        _copied = Math.Min(width, read - _padLeft);
        _padRight = read - _padLeft - _copied;
        Pitch = (read + CacheLine - 1) / CacheLine * CacheLine;
    }

    /// <summary>Counts of positions, outputs and bytes.</summary>
    public Int8Geometry Geometry { get; }

    public int Batch { get; private init; }

    public int Channels { get; private init; }

    public int Height { get; private init; }

    public int Width { get; private init; }

    public int OutputHeight { get; private init; }

    public int OutputWidth { get; private init; }

    public int KernelHeight { get; private init; }

    public int KernelWidth { get; private init; }

    public int StrideHeight { get; private init; }

    public int StrideWidth { get; private init; }

    public int DilationHeight { get; private init; }

    public int DilationWidth { get; private init; }

    /// <summary>Bytes from a row to the next: whole cache lines, or else nearly every vector of 64 bytes would lie in two.</summary>
    public int Pitch { get; }

    /// <exception cref="ArgumentException">The convolution has groups, or taps too far apart for the kernel.</exception>
    public static PlanarImage Of<TShape>()
        where TShape : struct, IConvolutionShape
    {
        if (TShape.Groups != 1 || !PlanarFit.Fits(TShape.KernelWidth, TShape.StrideWidth, TShape.DilationWidth))
        {
            throw new ArgumentException($"Planar convolutions have one group and taps of four positions within 16 bytes, not {TShape.Groups} groups, "
                + $"a kernel {TShape.KernelWidth} wide, strides of {TShape.StrideWidth} and dilations of {TShape.DilationWidth}.");
        }

        var read = ((TShape.OutputWidth - 1) * TShape.StrideWidth) + ((TShape.KernelWidth - 1) * TShape.DilationWidth) + 1;
        return new PlanarImage(Int8Geometry.OfConvolution<TShape>(withBorders: true), TShape.PadTop, TShape.PadLeft, TShape.InputWidth, read)
        {
            Batch = TShape.Batch,
            Channels = TShape.ChannelsPerGroup,
            Height = TShape.InputHeight,
            Width = TShape.InputWidth,
            OutputHeight = TShape.OutputHeight,
            OutputWidth = TShape.OutputWidth,
            KernelHeight = TShape.KernelHeight,
            KernelWidth = TShape.KernelWidth,
            StrideHeight = TShape.StrideHeight,
            StrideWidth = TShape.StrideWidth,
            DilationHeight = TShape.DilationHeight,
            DilationWidth = TShape.DilationWidth,
        };
    }

    /// <summary>Rows of inputs that so many rows of outputs read.</summary>
    public int InputRows(int rows) => ((rows - 1) * StrideHeight) + ((KernelHeight - 1) * DilationHeight) + 1;

    /// <summary>Element of an image that a tap reads for an output position; negative: outside the image.</summary>
    public int TapOffset(int channel, int down, int right, int row, int column)
    {
        var y = (row * StrideHeight) - _padTop + (down * DilationHeight);
        var x = (column * StrideWidth) - _padLeft + (right * DilationWidth);
        return (uint)y < (uint)Height && (uint)x < (uint)Width ? (((channel * Height) + y) * Width) + x : -1;
    }

    /// <summary>Copies the rows of a band, every byte ^ <paramref name="flip"/>.</summary>
    /// <param name="image">The planes.</param>
    /// <param name="row">First row of outputs.</param>
    /// <param name="rows">Rows of outputs.</param>
    /// <param name="border">What the border holds, flipped already.</param>
    /// <param name="flip">0x80 for signed activations, which are multiplied as unsigned ones, 128 larger.</param>
    /// <param name="band">Room for the rows of all planes, and <see cref="Slack"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyBand(byte* image, int row, int rows, byte border, byte flip, byte* band)
    {
        var (first, count) = ((row * StrideHeight) - _padTop, InputRows(rows));
        var borders = Vector256.Create(border);
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var y = first; y < first + count; y++, band += Pitch)
            {
                // What a row writes past its end, the next one overwrites.
                if ((uint)y < (uint)Height)
                {
                    Fill(band, _padLeft, borders);
                    CopyRow(image + ((nint)y * Width), band + _padLeft, _copied, flip);
                    Fill(band + _padLeft + _copied, _padRight, borders);
                }
                else
                {
                    Fill(band, _padLeft + _copied + _padRight, borders);
                }
            }

            image += (nint)Height * Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(byte* target, int count, Vector256<byte> value)
    {
        for (var i = 0; i < count; i += Vector256<byte>.Count)
        {
            value.Store(target + i);
        }
    }

    /// <summary>Reads nothing past the row: its last vector overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRow(byte* source, byte* target, int count, byte flip)
    {
        if (Vector512.IsHardwareAccelerated && count >= Vector512<byte>.Count)
        {
            var flips = Vector512.Create(flip);
            for (var i = 0; i < count - Vector512<byte>.Count; i += Vector512<byte>.Count)
            {
                (Vector512.Load(source + i) ^ flips).Store(target + i);
            }

            (Vector512.Load(source + count - Vector512<byte>.Count) ^ flips).Store(target + count - Vector512<byte>.Count);
        }
        else if (count >= Vector256<byte>.Count)
        {
            var flips = Vector256.Create(flip);
            for (var i = 0; i < count - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                (Vector256.Load(source + i) ^ flips).Store(target + i);
            }

            (Vector256.Load(source + count - Vector256<byte>.Count) ^ flips).Store(target + count - Vector256<byte>.Count);
        }
        else if (count >= Vector128<byte>.Count)
        {
            var flips = Vector128.Create(flip);
            (Vector128.Load(source) ^ flips).Store(target);
            (Vector128.Load(source + count - Vector128<byte>.Count) ^ flips).Store(target + count - Vector128<byte>.Count);
        }
        else if (count >= sizeof(ulong))
        {
            var flips = flip * 0x0101010101010101UL;
            Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<ulong>(source) ^ flips);
            Unsafe.WriteUnaligned(target + count - sizeof(ulong), Unsafe.ReadUnaligned<ulong>(source + count - sizeof(ulong)) ^ flips);
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                target[i] = (byte)(source[i] ^ flip);
            }
        }
    }
}
