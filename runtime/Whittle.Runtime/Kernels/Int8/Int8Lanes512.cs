using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Sixteen lanes of int32.</summary>
/// <typeparam name="TMultiply">How bytes are multiplied.</typeparam>
internal readonly unsafe struct Int8Lanes512<TMultiply> : IInt8Lanes<Vector512<int>>
    where TMultiply : IInt8Multiply<Vector512<int>>
{
    public static int Lanes => 16;

    public static bool ManyRegisters => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(void* source) => Vector512.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(byte* source) => Vector512.Create(Unsafe.ReadUnaligned<int>(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sum, Vector512<int> activations, Vector512<int> weights) =>
        TMultiply.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> FlipSigns(Vector512<int> bytes) => bytes ^ Vector512.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Fold(Vector512<int> sums, int stride)
    {
        var half = sums.GetLower() + sums.GetUpper();
        return (stride < 8 ? Int8Lanes256<Int8Widening>.Fold(half, stride) : half).ToVector512Unsafe();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End<TEpilogue>(in TEpilogue epilogue, Vector512<int> sums, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue => epilogue.End(sums, output, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndPair<TEpilogue>(in TEpilogue epilogue, Vector512<int> first, Vector512<int> second, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue
    {
        epilogue.End(first, output, destination);
        epilogue.End(second, output + 16, destination + (16 * TEpilogue.OutputBytes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndFourPairs<TEpilogue>(
        in TEpilogue epilogue,
        Vector512<int> first0,
        Vector512<int> second0,
        Vector512<int> first1,
        Vector512<int> second1,
        Vector512<int> first2,
        Vector512<int> second2,
        Vector512<int> first3,
        Vector512<int> second3,
        int output,
        byte* destination,
        nint stride)
        where TEpilogue : struct, IInt8Epilogue
    {
        EndPair(in epilogue, first0, second0, output, destination);
        EndPair(in epilogue, first1, second1, output, destination + stride);
        EndPair(in epilogue, first2, second2, output, destination + (2 * stride));
        EndPair(in epilogue, first3, second3, output, destination + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndFirst<TEpilogue>(in TEpilogue epilogue, Vector512<int> sums, int count, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue => epilogue.EndFirst(sums, count, output, destination);
}
