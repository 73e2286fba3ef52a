using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Pools images by windows of two by two taps, none of which lies outside: what most pools behind a convolution are.</summary>
/// <remarks>Lanes are the channels of a pixel. The vector is the narrowest that holds them all, or the widest; what it reads and writes past the last channel
/// belongs to the pixels that follow, and the next window overwrites it. Windows near the end, where nothing follows, are left to
/// <see cref="PoolRun{T, TOperation}"/>.</remarks>
internal static unsafe class PoolSquare<T, TOperation>
    where T : unmanaged
    where TOperation : struct, IPoolOperation<T>
{
    /// <summary>All images.</summary>
    /// <param name="pool">Kernel 2 by 2, without padding.</param>
    /// <param name="input">The first image.</param>
    /// <param name="output">The first image's outputs.</param>
    /// <param name="level">128 bits or wider.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in PoolGeometry pool, T* input, T* output, IsaLevel level)
    {
        var lanes = pool.Channels;
        var width = Width(lanes, level);
        var reach = (lanes + width - 1) / width * width;
        nint row = (nint)pool.Width.Input * lanes, image = row * pool.Height.Input, outputRow = (nint)pool.Width.Output * lanes;
        nint down = row * pool.Height.Dilation, right = (nint)lanes * pool.Width.Dilation, step = (nint)lanes * pool.Width.Stride;
        var lastInput = input + (image * pool.Batch) - down - right - reach;
        var lastOutput = output + (outputRow * pool.Height.Output * pool.Batch) - reach;
        for (var i = 0; i < pool.Batch; i++)
        {
            for (var top = 0; top < pool.Height.Output; top++, output += outputRow)
            {
                var x = input + (i * image) + (top * pool.Height.Stride * row);
                var end = output + outputRow;
                var last = end <= lastOutput ? end - 1 : lastOutput;
                var y = width == Vector512<T>.Count ? Row512(x, lastInput, output, last, lanes, down, right, step)
                    : width == Vector256<T>.Count ? Row256(x, lastInput, output, last, lanes, down, right, step)
                    : Row128(x, lastInput, output, last, lanes, down, right, step);
                if (y < end)
                {
                    var done = (int)(y - output) / lanes;
                    PoolRun<T, TOperation>.Run(x + (done * step), y, lanes, pool.Width.Output - done, step, new PoolWindow(2, down, 2, right, 4), level);
                }
            }
        }
    }

    private static int Width(int lanes, IsaLevel level)
    {
        if (level >= IsaLevel.Avx512 && lanes > Vector256<T>.Count)
        {
            return Vector512<T>.Count;
        }

        return level >= IsaLevel.Avx2 && lanes > Vector128<T>.Count ? Vector256<T>.Count : Vector128<T>.Count;
    }

    /// <summary>Windows of a row up to the last one that may begin at these places; returns where the outputs end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T* Row128(T* x, T* lastInput, T* y, T* lastOutput, nint lanes, nint down, nint right, nint step)
    {
        var start = Vector128.Create(TOperation.Start);
        for (; x <= lastInput && y <= lastOutput; x += step, y += lanes)
        {
            for (nint lane = 0; lane < lanes; lane += Vector128<T>.Count)
            {
                var p = x + lane;
                var sum = TOperation.Combine(TOperation.Combine(start, Vector128.Load(p)), Vector128.Load(p + right));
                sum = TOperation.Combine(TOperation.Combine(sum, Vector128.Load(p + down)), Vector128.Load(p + down + right));
                TOperation.Finish(sum, 4).Store(y + lane);
            }
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T* Row256(T* x, T* lastInput, T* y, T* lastOutput, nint lanes, nint down, nint right, nint step)
    {
        var start = Vector256.Create(TOperation.Start);
        for (; x <= lastInput && y <= lastOutput; x += step, y += lanes)
        {
            for (nint lane = 0; lane < lanes; lane += Vector256<T>.Count)
            {
                var p = x + lane;
                var sum = TOperation.Combine(TOperation.Combine(start, Vector256.Load(p)), Vector256.Load(p + right));
                sum = TOperation.Combine(TOperation.Combine(sum, Vector256.Load(p + down)), Vector256.Load(p + down + right));
                TOperation.Finish(sum, 4).Store(y + lane);
            }
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T* Row512(T* x, T* lastInput, T* y, T* lastOutput, nint lanes, nint down, nint right, nint step)
    {
        var start = Vector512.Create(TOperation.Start);
        for (; x <= lastInput && y <= lastOutput; x += step, y += lanes)
        {
            for (nint lane = 0; lane < lanes; lane += Vector512<T>.Count)
            {
                var p = x + lane;
                var sum = TOperation.Combine(TOperation.Combine(start, Vector512.Load(p)), Vector512.Load(p + right));
                sum = TOperation.Combine(TOperation.Combine(sum, Vector512.Load(p + down)), Vector512.Load(p + down + right));
                TOperation.Finish(sum, 4).Store(y + lane);
            }
        }

        return y;
    }
}
