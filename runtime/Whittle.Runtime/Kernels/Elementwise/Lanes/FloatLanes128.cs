using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>4 floats in a 128-bit vector.</summary>
/// <remarks>The field is set by an initializer, not a constructor: a call less per operation in the JIT's budget for inlining, which long formulas
/// exhaust.</remarks>
public struct FloatLanes128 : IFloatLanes<FloatLanes128>
{
    private Vector128<float> _value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator +(FloatLanes128 left, FloatLanes128 right) => new() { _value = left._value + right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator -(FloatLanes128 left, FloatLanes128 right) => new() { _value = left._value - right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator -(FloatLanes128 value) => new() { _value = -value._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator *(FloatLanes128 left, FloatLanes128 right) => new() { _value = left._value * right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator /(FloatLanes128 left, FloatLanes128 right) => new() { _value = left._value / right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator &(FloatLanes128 left, FloatLanes128 right) => new() { _value = left._value & right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator |(FloatLanes128 left, FloatLanes128 right) => new() { _value = left._value | right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 operator ^(FloatLanes128 left, FloatLanes128 right) => new() { _value = left._value ^ right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Create(float value) => new() { _value = Vector128.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 CreateBits(int bits) => new() { _value = Vector128.Create(bits).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Load(ref readonly float source, nuint offset) => new() { _value = Vector128.LoadUnsafe(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLanes128 value, ref float destination, nuint offset) => value._value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 MultiplyAdd(FloatLanes128 a, FloatLanes128 b, FloatLanes128 c) =>
        new() { _value = Vector128.MultiplyAddEstimate(a._value, b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 MultiplyAdd(FloatLanes128 a, FloatLanes128 b, float c) =>
        new() { _value = Vector128.MultiplyAddEstimate(a._value, b._value, Vector128.Create(c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Max(FloatLanes128 left, FloatLanes128 right) => new() { _value = Vector128.Max(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Min(FloatLanes128 left, FloatLanes128 right) => new() { _value = Vector128.Min(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Abs(FloatLanes128 value) => new() { _value = Vector128.Abs(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Sqrt(FloatLanes128 value) => new() { _value = Vector128.Sqrt(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Floor(FloatLanes128 value) => new() { _value = Vector128.Floor(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Ceiling(FloatLanes128 value) => new() { _value = Vector128.Ceiling(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Round(FloatLanes128 value) => new() { _value = Vector128.Round(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Log(FloatLanes128 value) => new() { _value = Vector128.Log(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Sin(FloatLanes128 value) => new() { _value = Vector128.Sin(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Cos(FloatLanes128 value) => new() { _value = Vector128.Cos(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 LessThan(FloatLanes128 left, FloatLanes128 right) => new() { _value = Vector128.LessThan(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 EqualTo(FloatLanes128 left, FloatLanes128 right) => new() { _value = Vector128.Equals(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 Choose(FloatLanes128 mask, FloatLanes128 whenSet, FloatLanes128 whenClear) =>
        new() { _value = Vector128.ConditionalSelect(mask._value, whenSet._value, whenClear._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes128 PowerOfTwo(FloatLanes128 integral) =>
        new() { _value = ((Vector128.ConvertToInt32Native(integral._value) + Vector128.Create(127)) << 23).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumLanes(FloatLanes128 value) => Vector128.Sum(value._value);
}
