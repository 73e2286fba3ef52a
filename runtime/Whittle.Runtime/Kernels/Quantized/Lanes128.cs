using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Four lanes, in portable operations only (Arm64, WebAssembly, x64 without AVX2).</summary>
internal readonly struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load<T>(ref T source)
        where T : unmanaged
    {
        var bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.As<T, byte>(ref source))).AsByte();
        var integers = typeof(T) == typeof(byte)
            ? Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32()
            : Vector128.WidenLower(Vector128.WidenLower(bytes.AsSByte()));
        return Vector128.ConvertToSingle(integers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source) => Vector128.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref int source) => Vector128.ConvertToSingle(Vector128.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadDifference(ref int source, ref int factors, int factor) =>
        Vector128.ConvertToSingle(Vector128.LoadUnsafe(ref source) - (Vector128.LoadUnsafe(ref factors) * factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> left, Vector128<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FusedMultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Lesser(Vector128<float> value, Vector128<float> other) =>
        Vector128.ConditionalSelect(Vector128.LessThan(value, other), value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Greater(Vector128<float> value, Vector128<float> other) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(value, other), value, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination) => value.StoreUnsafe(ref destination);

    // What int32 cannot hold, and NaN, become int.MinValue: the comparison fails for both, and -2^31 converts exactly.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<float> value, int zeroPoint, ref T destination)
        where T : unmanaged
    {
        var held = Greater(value, Vector128.Create(-2147483648f));
        held = Vector128.ConditionalSelect(Vector128.LessThan(held, Vector128.Create(2147483648f)), held, Vector128.Create(-2147483648f));
        var integers = Vector128.ConvertToInt32(Vector128.Round(held)) + Vector128.Create(zeroPoint);
        integers = Vector128.Min(Vector128.Max(integers, Vector128.Create(Element8.Minimum<T>())), Vector128.Create(Element8.Maximum<T>()));
        var shorts = Vector128.Narrow(integers, integers);
        var bytes = Vector128.Narrow(shorts, shorts);
        Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref destination), bytes.AsUInt32().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour<T>(Vector128<float> value0, Vector128<float> value1, Vector128<float> value2, Vector128<float> value3, ref T destination)
        where T : unmanaged
    {
        Store(value0, 0, ref destination);
        Store(value1, 0, ref Unsafe.Add(ref destination, Count));
        Store(value2, 0, ref Unsafe.Add(ref destination, 2 * Count));
        Store(value3, 0, ref Unsafe.Add(ref destination, 3 * Count));
    }
}
