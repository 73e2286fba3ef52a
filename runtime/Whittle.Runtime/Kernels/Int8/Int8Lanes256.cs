using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Eight lanes of int32.</summary>
/// <typeparam name="TMultiply">How bytes are multiplied.</typeparam>
internal readonly unsafe struct Int8Lanes256<TMultiply> : IInt8Lanes<Vector256<int>>
    where TMultiply : IInt8Multiply<Vector256<int>>
{
    public static int Lanes => 8;

    public static bool ManyRegisters => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(void* source) => Vector256.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(byte* source) => Avx2.BroadcastScalarToVector256((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> activations, Vector256<int> weights) =>
        TMultiply.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> FlipSigns(Vector256<int> bytes) => bytes ^ Vector256.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Fold(Vector256<int> sums, int stride)
    {
        var half = sums.GetLower() + sums.GetUpper();
        return (stride < 4 ? Int8Lanes128<Int8Widening>.Fold(half, stride) : half).ToVector256Unsafe();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End<TEpilogue>(in TEpilogue epilogue, Vector256<int> sums, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue => epilogue.End(sums, output, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndPair<TEpilogue>(in TEpilogue epilogue, Vector256<int> first, Vector256<int> second, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue
    {
        epilogue.End(first, output, destination);
        epilogue.End(second, output + 8, destination + (8 * TEpilogue.OutputBytes));
    }

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
        epilogue.EndFourPairs(first0, second0, first1, second1, first2, second2, first3, second3, output, destination, stride);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void EndFirst<TEpilogue>(in TEpilogue epilogue, Vector256<int> sums, int count, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue
    {
        var room = stackalloc byte[8 * sizeof(int)];
        if (TEpilogue.ReadsResidual)
        {
            // A whole vector would read past its end.
            sums.Store((int*)room);
            SumsEnding<TEpilogue>.Run((int*)room, output, count, destination, in epilogue, IsaLevel.Scalar);
            return;
        }

        epilogue.End(sums, output, room);
        Unsafe.CopyBlockUnaligned(destination, room, (uint)(count * TEpilogue.OutputBytes));
    }
}
