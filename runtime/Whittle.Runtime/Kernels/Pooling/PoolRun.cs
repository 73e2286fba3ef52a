using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>The taps of a window: <c>Rows</c> times <c>Columns</c> places, with steps in elements.</summary>
internal readonly record struct PoolWindow(int Rows, long RowStep, int Columns, long ColumnStep, float Divisor);

/// <summary>Pools windows of equal taps: output[i] combines input[i + tap] over all taps, for every lane i of a window.</summary>
/// <remarks>Lanes are the channels of a pixel, or the channels of neighbouring pixels when the window moves by one pixel. Vectors go from wide to narrow,
/// the last one overlaps, and only fewer lanes than the narrowest vector go one by one.</remarks>
internal static unsafe class PoolRun<T, TOperation>
    where T : unmanaged
    where TOperation : struct, IPoolOperation<T>
{
    /// <summary>Pools <paramref name="windows"/> windows that are <paramref name="step"/> elements apart; their outputs lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* input, T* output, int lanes, int windows, long step, PoolWindow window, IsaLevel level)
    {
        for (; windows > 0; windows--, input += step, output += lanes)
        {
            var lane = 0;
            if (level >= IsaLevel.Avx512)
            {
                for (; lane + Vector512<T>.Count <= lanes; lane += Vector512<T>.Count)
                {
                    Run512(input + lane, output + lane, window);
                }
            }

            if (level >= IsaLevel.Avx2)
            {
                for (; lane + Vector256<T>.Count <= lanes; lane += Vector256<T>.Count)
                {
                    Run256(input + lane, output + lane, window);
                }
            }

            if (level >= IsaLevel.Vector128)
            {
                for (; lane + Vector128<T>.Count <= lanes; lane += Vector128<T>.Count)
                {
                    Run128(input + lane, output + lane, window);
                }

                if (lane < lanes && lanes >= Vector128<T>.Count)
                {
                    // The last vector overlaps the one before it: the same windows give the same results twice.
                    Run128(input + lanes - Vector128<T>.Count, output + lanes - Vector128<T>.Count, window);
                    lane = lanes;
                }
            }

            for (; lane < lanes; lane++)
            {
                RunScalar(input + lane, output + lane, window);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunScalar(T* input, T* output, PoolWindow window)
    {
        var sum = TOperation.Start;
        for (var row = 0; row < window.Rows; row++)
        {
            var x = input + (row * window.RowStep);
            for (var column = 0; column < window.Columns; column++, x += window.ColumnStep)
            {
                sum = TOperation.Combine(sum, *x);
            }
        }

        *output = TOperation.Finish(sum, window.Divisor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run128(T* input, T* output, PoolWindow window)
    {
        var sum = Vector128.Create(TOperation.Start);
        for (var row = 0; row < window.Rows; row++)
        {
            var x = input + (row * window.RowStep);
            for (var column = 0; column < window.Columns; column++, x += window.ColumnStep)
            {
                sum = TOperation.Combine(sum, Vector128.Load(x));
            }
        }

        TOperation.Finish(sum, window.Divisor).Store(output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run256(T* input, T* output, PoolWindow window)
    {
        var sum = Vector256.Create(TOperation.Start);
        for (var row = 0; row < window.Rows; row++)
        {
            var x = input + (row * window.RowStep);
            for (var column = 0; column < window.Columns; column++, x += window.ColumnStep)
            {
                sum = TOperation.Combine(sum, Vector256.Load(x));
            }
        }

        TOperation.Finish(sum, window.Divisor).Store(output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run512(T* input, T* output, PoolWindow window)
    {
        var sum = Vector512.Create(TOperation.Start);
        for (var row = 0; row < window.Rows; row++)
        {
            var x = input + (row * window.RowStep);
            for (var column = 0; column < window.Columns; column++, x += window.ColumnStep)
            {
                sum = TOperation.Combine(sum, Vector512.Load(x));
            }
        }

        TOperation.Finish(sum, window.Divisor).Store(output);
    }
}
