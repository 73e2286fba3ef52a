using System.Buffers;
using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Runs a layer: sums for a chunk of positions into scratch memory that stays in the cache, then the epilogue over them.</summary>
internal static unsafe class Int8Driver
{
    private const int LargestStackScratch = 8192;
    private const int CacheLine = 64;

    [SkipLocalsInit]
    public static void Run<TInput, TOutput, TEpilogue>(
        Int8Accumulator accumulator, ReadOnlySpan<TInput> input, Span<TOutput> output, in TEpilogue epilogue)
        where TInput : unmanaged
        where TOutput : unmanaged
        where TEpilogue : struct, IInt8Epilogue<TOutput>
    {
        var geometry = accumulator.Geometry;
        Check(input.Length, geometry.InputLength, nameof(input));
        Check(output.Length, checked(geometry.Positions * geometry.Outputs), nameof(output));
        var needed = (accumulator.Chunk * accumulator.Stride) + (CacheLine / sizeof(int));
        var rented = needed > LargestStackScratch ? ArrayPool<int>.Shared.Rent(needed) : null;
        var scratch = rented is null ? stackalloc int[needed] : rented;
        fixed (int* unaligned = scratch)
        fixed (TInput* x = input)
        fixed (TOutput* y = output)
        {
            var sums = (int*)(((nuint)unaligned + CacheLine - 1) & ~(nuint)(CacheLine - 1));
            var end = y + output.Length;
            for (var first = 0; first < geometry.Positions; first += accumulator.Chunk)
            {
                var count = Math.Min(accumulator.Chunk, geometry.Positions - first);
                accumulator.Run((byte*)x, typeof(TInput) == typeof(sbyte), first, count, sums);
                epilogue.Run(sums, accumulator.Stride, count, geometry.Outputs, y + ((nint)first * geometry.Outputs), end);
            }
        }

        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>Generic methods take eight-bit activations only, signed or unsigned.</summary>
    public static void CheckEightBits<T>(string name)
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(sbyte))
        {
            throw new ArgumentException($"{typeof(T)} is neither byte nor sbyte.", name);
        }
    }

    private static void Check(int length, int needed, string name)
    {
        if (length != needed)
        {
            throw new ArgumentException($"{length} elements were given, {needed} are needed.", name);
        }
    }
}
