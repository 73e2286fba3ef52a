using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One spatial axis of a pool.</summary>
/// <param name="Input">Input pixels.</param>
/// <param name="Output">Output pixels.</param>
/// <param name="Kernel">Taps of the window.</param>
/// <param name="Stride">Input pixels from a window to the next.</param>
/// <param name="Dilation">Input pixels from a tap to the next.</param>
/// <param name="PadBefore">Padding before the first pixel.</param>
/// <param name="PadAfter">Padding after the last pixel; matters only to an average that counts padding.</param>
internal readonly record struct PoolAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int PadBefore, int PadAfter)
{
    /// <summary>Input position of a window's first tap, which may lie in the padding.</summary>
    public int Start(int output) => (output * Stride) - PadBefore;

    /// <summary>First tap inside the image.</summary>
    public int FirstTap(int output) => Math.Min(Kernel, Math.Max(0, (Dilation - 1 - Start(output)) / Dilation));

    /// <summary>One past the last tap before position <paramref name="limit"/>.</summary>
    public int EndTap(int output, int limit) => Math.Clamp((limit - Start(output) + Dilation - 1) / Dilation, 0, Kernel);

    /// <summary>Whether every tap lies inside the image.</summary>
    public bool Whole(int output) => Start(output) >= 0 && Start(output) + ((Kernel - 1) * Dilation) < Input;
}

/// <summary>A pool over channels-last images [Batch, Height, Width, Channels].</summary>
internal readonly record struct PoolGeometry(int Batch, int Channels, PoolAxis Height, PoolAxis Width, bool CountPadding)
{
    /// <summary>Pools every image.</summary>
    public unsafe void Run<T, TOperation>(ReadOnlySpan<T> input, Span<T> output, IsaLevel level)
        where T : unmanaged
        where TOperation : struct, IPoolOperation<T>
    {
        Lengths.Exactly(Batch * Height.Input * Width.Input * Channels, input.Length, nameof(input));
        Lengths.Exactly(Batch * Height.Output * Width.Output * Channels, output.Length, nameof(output));
        fixed (T* x = input, y = output)
        {
            var row = y;
            for (var image = 0; image < Batch; image++)
            {
                for (var top = 0; top < Height.Output; top++)
                {
                    RunRow<T, TOperation>(x + ((long)image * Height.Input * Width.Input * Channels), row, top, level);
                    row += Width.Output * Channels;
                }
            }
        }
    }

    private unsafe void RunRow<T, TOperation>(T* image, T* output, int top, IsaLevel level)
        where T : unmanaged
        where TOperation : struct, IPoolOperation<T>
    {
        for (var left = 0; left < Width.Output;)
        {
            // Windows one pixel apart that lie wholly inside the width share their taps: one run of all their channels.
            var pixels = 1;
            while (Width.Stride == 1 && Width.Whole(left) && left + pixels < Width.Output && Width.Whole(left + pixels))
            {
                pixels++;
            }

            int y0 = Height.FirstTap(top), x0 = Width.FirstTap(left);
            var window = new PoolWindow(
                Math.Max(0, Height.EndTap(top, Height.Input) - y0),
                (long)Height.Dilation * Width.Input * Channels,
                Math.Max(0, Width.EndTap(left, Width.Input) - x0),
                (long)Width.Dilation * Channels,
                0);
            window = window with { Divisor = Divisor(top, left, window) };
            var first = (((Height.Start(top) + (y0 * Height.Dilation)) * (long)Width.Input) + Width.Start(left) + (x0 * Width.Dilation)) * Channels;
            PoolRun<T, TOperation>.Run(image + first, output + (left * Channels), pixels * Channels, window, level);
            left += pixels;
        }
    }

    // Padding counts up to the padded extent only: with ceil_mode the last window may reach past it.
    private int Divisor(int top, int left, in PoolWindow window) => CountPadding
        ? Height.EndTap(top, Height.Input + Height.PadAfter) * Width.EndTap(left, Width.Input + Width.PadAfter)
        : window.Rows * window.Columns;
}
