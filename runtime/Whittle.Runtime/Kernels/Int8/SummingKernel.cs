using System.Buffers;
using System.Runtime.CompilerServices;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Runs an accumulator: sums for a chunk of positions into scratch memory that stays in the cache, then the epilogue over them.</summary>
internal sealed unsafe class SummingKernel<TEpilogue>(Int8Accumulator accumulator, IsaLevel level)
    : Int8Kernel<TEpilogue>(accumulator.Geometry, new Int8Channels(accumulator.WeightSums, order: null))
    where TEpilogue : struct, IInt8Epilogue
{
    private const int LargestStackScratch = 8192;
    private const int CacheLine = 64;

    public override void Run(byte* input, bool signed, byte* output, in TEpilogue epilogue) =>
        Run(input, signed, 0, Geometry.Positions, output, in epilogue);

    /// <summary>The same for some positions; <paramref name="output"/> is the first one's.</summary>
    [SkipLocalsInit]
    public void Run(byte* input, bool signed, int first, int count, byte* output, in TEpilogue epilogue)
    {
        var needed = (accumulator.Chunk * accumulator.Stride) + (CacheLine / sizeof(int));
        var rented = needed > LargestStackScratch ? ArrayPool<int>.Shared.Rent(needed) : null;
        var scratch = rented is null ? stackalloc int[needed] : rented;
        fixed (int* unaligned = scratch)
        {
            var sums = (int*)(((nuint)unaligned + CacheLine - 1) & ~(nuint)(CacheLine - 1));
            for (var end = first + count; first < end; first += accumulator.Chunk)
            {
                var chunk = Math.Min(accumulator.Chunk, end - first);
                accumulator.Run(input, signed, first, chunk, sums);
                output = End(sums, chunk, output, in epilogue);
            }
        }

        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private byte* End(int* sums, int positions, byte* output, in TEpilogue epilogue)
    {
        for (; positions > 0; positions--, sums += accumulator.Stride, output += OutputStride)
        {
            SumsEnding<TEpilogue>.Run(sums, 0, Geometry.Outputs, output, in epilogue, level);
        }

        return output;
    }
}
