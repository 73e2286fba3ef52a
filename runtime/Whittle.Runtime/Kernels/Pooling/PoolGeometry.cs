using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

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
            if (level >= IsaLevel.Vector128 && Width.Stride > 1 && output.Length > 0 && Height.IsPlainPair && Width.IsPlainPair)
            {
                PoolSquare<T, TOperation>.Run(in this, x, y, level);
                return;
            }

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void RunRow<T, TOperation>(T* image, T* output, int top, IsaLevel level)
        where T : unmanaged
        where TOperation : struct, IPoolOperation<T>
    {
        for (var left = 0; left < Width.Output;)
        {
            // Windows wholly inside the width share their taps; if they are one pixel apart, they are one window with all their channels as lanes.
            var windows = Width.Whole(left) ? Width.WholeEnd - left : 1;
            int y0 = Height.FirstTap(top), x0 = Width.FirstTap(left);
            var rows = Math.Max(0, Height.EndTap(top, Height.Input) - y0);
            var columns = Math.Max(0, Width.EndTap(left, Width.Input) - x0);
            var window = new PoolWindow(
                rows, (long)Height.Dilation * Width.Input * Channels, columns, (long)Width.Dilation * Channels, Divisor(top, left, rows * columns));
            var first = (((Height.Start(top) + (y0 * Height.Dilation)) * (long)Width.Input) + Width.Start(left) + (x0 * Width.Dilation)) * Channels;
            var together = Width.Stride == 1 ? windows : 1;
            PoolRun<T, TOperation>.Run(
                image + first, output + (left * Channels), together * Channels, windows / together, (long)Width.Stride * Channels, window, level);
            left += windows;
        }
    }

    // Padding counts up to the padded extent only: with ceil_mode the last window may reach past it.
    private int Divisor(int top, int left, int inside) => CountPadding
        ? Height.EndTap(top, Height.Input + Height.PadAfter) * Width.EndTap(left, Width.Input + Width.PadAfter)
        : inside;
}
