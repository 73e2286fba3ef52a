using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Four lanes of int32.</summary>
/// <typeparam name="TMultiply">How bytes are multiplied.</typeparam>
internal readonly unsafe struct Int8Lanes128<TMultiply> : IInt8Lanes<Vector128<int>>
    where TMultiply : IInt8Multiply<Vector128<int>>
{
    public static int Lanes => 4;

    public static bool ManyRegisters => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(void* source) => Vector128.Load((int*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Broadcast(byte* source) => Vector128.Create(Unsafe.ReadUnaligned<int>(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> activations, Vector128<int> weights) =>
        TMultiply.MultiplyAdd(sum, activations, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> FlipSigns(Vector128<int> bytes) => bytes ^ Vector128.Create((byte)0x80).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Fold(Vector128<int> sums, int stride)
    {
        // Lanes 0 and 2, 1 and 3; then both pairs.
        sums += Vector128.Shuffle(sums, Vector128.Create(2, 3, 0, 1));
        return stride == 1 ? sums + Vector128.Shuffle(sums, Vector128.Create(1, 0, 3, 2)) : sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End<TEpilogue>(in TEpilogue epilogue, Vector128<int> sums, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue => epilogue.End(sums, output, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndPair<TEpilogue>(in TEpilogue epilogue, Vector128<int> first, Vector128<int> second, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue
    {
        epilogue.End(first, output, destination);
        epilogue.End(second, output + 4, destination + (4 * TEpilogue.OutputBytes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EndFourPairs<TEpilogue>(
        in TEpilogue epilogue,
        Vector128<int> first0,
        Vector128<int> second0,
        Vector128<int> first1,
        Vector128<int> second1,
        Vector128<int> first2,
        Vector128<int> second2,
        Vector128<int> first3,
        Vector128<int> second3,
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void EndFirst<TEpilogue>(in TEpilogue epilogue, Vector128<int> sums, int count, int output, byte* destination)
        where TEpilogue : struct, IInt8Epilogue
    {
        var room = stackalloc byte[4 * sizeof(int)];
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
