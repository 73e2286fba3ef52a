using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Eight lanes of int32 where AVX-512 gives 32 registers, but sums end at 256 bits too (<see cref="VectorPorts.WideTakesTwo"/>).</summary>
/// <typeparam name="TMultiply">How bytes are multiplied.</typeparam>
internal readonly unsafe struct Int8Lanes256Narrow<TMultiply> : IInt8Lanes<Vector256<int>>
    where TMultiply : IInt8Multiply<Vector256<int>>
{
    public static int Lanes => 8;

    public static bool ManyRegisters => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(void* source) => Vector256.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(byte* source) => Int8Lanes256<TMultiply>.Broadcast(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> activations, Vector256<int> weights) =>
        TMultiply.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> FlipSigns(Vector256<int> bytes) => Int8Lanes256<TMultiply>.FlipSigns(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Fold(Vector256<int> sums, int stride) => Int8Lanes256<TMultiply>.Fold(sums, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End<TEpilogue>(in TEpilogue epilogue, Vector256<int> sums, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue => epilogue.End(sums, output, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndPair<TEpilogue>(in TEpilogue epilogue, Vector256<int> first, Vector256<int> second, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue => Int8Lanes256<TMultiply>.EndPair(in epilogue, first, second, output, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndFourPairs<TEpilogue>(
        in TEpilogue epilogue,
        Vector256<int> first0,
        Vector256<int> second0,
        Vector256<int> first1,
        Vector256<int> second1,
        Vector256<int> first2,
        Vector256<int> second2,
        Vector256<int> first3,
        Vector256<int> second3,
        int output,
        byte* destination,
        nint stride)
        where TEpilogue : struct, IInt8Epilogue =>
        Int8Lanes256<TMultiply>.EndFourPairs(
            in epilogue, first0, second0, first1, second1, first2, second2, first3, second3, output, destination, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndFirst<TEpilogue>(in TEpilogue epilogue, Vector256<int> sums, int count, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue => epilogue.EndFirst(sums, count, output, destination);
}
