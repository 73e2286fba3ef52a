using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>8 bits to 8 bits through a table of 256 bytes, indexed by the input's bits (so −1 is entry 255).</summary>
public static class LookupTable8
{
    /// <summary>output[i] = table[input[i]]. The types are <see cref="byte"/> or <see cref="sbyte"/>.</summary>
    public static void Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output, ReadOnlySpan<byte> table)
        where TInput : unmanaged
        where TOutput : unmanaged => Run(input, output, table, Isa.Best);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output, ReadOnlySpan<byte> table, IsaLevel isa)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        Element8.Check<TInput>();
        Element8.Check<TOutput>();
        Element8.CheckLength(output.Length, input.Length, nameof(output));
        Element8.CheckLength(table.Length, 256, nameof(table));
        var source = MemoryMarshal.AsBytes(input);
        var destination = MemoryMarshal.AsBytes(output);
        var done = 0;
        if (isa >= IsaLevel.Avx512 && Avx512Vbmi.IsSupported)
        {
            done = Blocks512(source, destination, table);
        }

        Scalar(source[done..], destination[done..], table);
    }

    // Eight look-ups make one store: the store port is what bounds a byte-by-byte loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar(ReadOnlySpan<byte> input, Span<byte> output, ReadOnlySpan<byte> table)
    {
        ref var entries = ref MemoryMarshal.GetReference(table);
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var destination = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i <= input.Length - 8; i += 8)
        {
            var indices = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i));
            ulong values = Unsafe.Add(ref entries, (nuint)(byte)indices);
            values |= (ulong)Unsafe.Add(ref entries, (nuint)(byte)(indices >> 8)) << 8;
            values |= (ulong)Unsafe.Add(ref entries, (nuint)(byte)(indices >> 16)) << 16;
            values |= (ulong)Unsafe.Add(ref entries, (nuint)(byte)(indices >> 24)) << 24;
            values |= (ulong)Unsafe.Add(ref entries, (nuint)(byte)(indices >> 32)) << 32;
            values |= (ulong)Unsafe.Add(ref entries, (nuint)(byte)(indices >> 40)) << 40;
            values |= (ulong)Unsafe.Add(ref entries, (nuint)(byte)(indices >> 48)) << 48;
            values |= (ulong)Unsafe.Add(ref entries, (nuint)(indices >> 56)) << 56;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, i), values);
        }

        for (; i < input.Length; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref entries, (nuint)Unsafe.Add(ref source, i));
        }
    }

    // vpermi2b picks from 128 table bytes by the low seven bits of an index; bit 7 chooses between the two halves.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks512(ReadOnlySpan<byte> input, Span<byte> output, ReadOnlySpan<byte> table)
    {
        ref var entries = ref MemoryMarshal.GetReference(table);
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var destination = ref MemoryMarshal.GetReference(output);
        var quarter0 = Vector512.LoadUnsafe(ref entries, 0);
        var quarter1 = Vector512.LoadUnsafe(ref entries, 64);
        var quarter2 = Vector512.LoadUnsafe(ref entries, 128);
        var quarter3 = Vector512.LoadUnsafe(ref entries, 192);
        var i = 0;
        for (; i <= input.Length - Vector512<byte>.Count; i += Vector512<byte>.Count)
        {
            var indices = Vector512.LoadUnsafe(ref source, (nuint)i);
            var low = Avx512Vbmi.PermuteVar64x8x2(quarter0, indices, quarter1);
            var high = Avx512Vbmi.PermuteVar64x8x2(quarter2, indices, quarter3);
            var isHigh = Vector512.LessThan(indices.AsSByte(), Vector512<sbyte>.Zero).AsByte();
            Vector512.ConditionalSelect(isHigh, high, low).StoreUnsafe(ref destination, (nuint)i);
        }

        return i;
    }
}
