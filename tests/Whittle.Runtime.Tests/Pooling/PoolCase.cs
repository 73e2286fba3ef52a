namespace Whittle.Runtime.Tests.Pooling;

/// <summary>A pool as data, with the elements of every window by the definition.</summary>
internal sealed record PoolCase(
    int Batch,
    int Height,
    int Width,
    int Channels,
    int OutputHeight,
    int OutputWidth,
    int KernelHeight,
    int KernelWidth,
    int StrideHeight,
    int StrideWidth,
    int DilationHeight,
    int DilationWidth,
    int Top,
    int Left,
    int Bottom,
    int Right)
{
    public int InputLength => Batch * Height * Width * Channels;

    public int OutputLength => Batch * OutputHeight * OutputWidth * Channels;

    /// <summary>Random; half of the cases round the output up, so that last windows may reach past the padding.</summary>
    public static PoolCase Random(Random random)
    {
        int kh = random.Next(1, 5), kw = random.Next(1, 5), sh = random.Next(1, 4), sw = random.Next(1, 4), dh = random.Next(1, 3), dw = random.Next(1, 3);
        int top = random.Next(kh), left = random.Next(kw), bottom = random.Next(kh), right = random.Next(kw);
        int height = random.Next(4) == 0 ? 1 : random.Next(1, 14), width = random.Next(1, 20);
        height = Math.Max(height, ((kh - 1) * dh) + 1 - top - bottom);
        width = Math.Max(width, ((kw - 1) * dw) + 1 - left - right);
        var up = random.Next(2);
        var channels = random.Next(3) == 0 ? random.Next(1, 5) : random.Next(1, 75);
        return new(
            random.Next(1, 3), height, width, channels, Extent(height + top + bottom - ((kh - 1) * dh) - 1, sh, up, height + top),
            Extent(width + left + right - ((kw - 1) * dw) - 1, sw, up, width + left), kh, kw, sh, sw, dh, dw, top, left, bottom, right);
    }

    /// <summary>Two by two taps without padding, channels up to and beyond the widest vector; half of the images have a row and a column that no window reads.</summary>
    public static PoolCase Square(Random random)
    {
        int oh = random.Next(1, 6), ow = random.Next(1, 9), stride = random.Next(2, 4), dilation = random.Next(1, 3), rest = random.Next(2);
        return new(
            random.Next(1, 3), ((oh - 1) * stride) + dilation + 1 + rest, ((ow - 1) * stride) + dilation + 1 + rest, random.Next(1, 150), oh, ow, 2, 2, stride, stride,
            dilation, dilation, 0, 0, 0, 0);
    }

    /// <summary>Calls back for every window with the output's index, the inputs' indices, and the number of taps in the padded extent.</summary>
    public void Windows(Action<int, List<int>, int> window)
    {
        for (var i = 0; i < OutputLength; i++)
        {
            int c = i % Channels, ox = i / Channels % OutputWidth, oy = i / Channels / OutputWidth % OutputHeight;
            var b = i / Channels / OutputWidth / OutputHeight;
            var inside = new List<int>();
            var padded = 0;
            for (var tap = 0; tap < KernelHeight * KernelWidth; tap++)
            {
                var y = (oy * StrideHeight) - Top + (tap / KernelWidth * DilationHeight);
                var x = (ox * StrideWidth) - Left + (tap % KernelWidth * DilationWidth);
                padded += y < Height + Bottom && x < Width + Right ? 1 : 0;
                if (y >= 0 && y < Height && x >= 0 && x < Width)
                {
                    inside.Add((((((b * Height) + y) * Width) + x) * Channels) + c);
                }
            }

            window(i, inside, padded);
        }
    }

    // ONNX: with ceil_mode, a window that would start in the trailing padding is dropped.
    private static int Extent(int room, int stride, int up, int firstPadding)
    {
        var extent = ((room + (up * (stride - 1))) / stride) + 1;
        return extent > 1 && (extent - 1) * stride >= firstPadding ? extent - 1 : extent;
    }
}
