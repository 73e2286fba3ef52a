using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>8 floats in a 256-bit vector.</summary>
/// <remarks>The field is set by an initializer, not a constructor: a call less per operation in the JIT's budget for inlining, which long formulas
/// exhaust.</remarks>
public struct FloatLanes256 : IFloatLanes<FloatLanes256>
{
    private Vector256<float> _value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator +(FloatLanes256 left, FloatLanes256 right) => new() { _value = left._value + right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator -(FloatLanes256 left, FloatLanes256 right) => new() { _value = left._value - right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator -(FloatLanes256 value) => new() { _value = -value._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator *(FloatLanes256 left, FloatLanes256 right) => new() { _value = left._value * right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator /(FloatLanes256 left, FloatLanes256 right) => new() { _value = left._value / right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator &(FloatLanes256 left, FloatLanes256 right) => new() { _value = left._value & right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator |(FloatLanes256 left, FloatLanes256 right) => new() { _value = left._value | right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 operator ^(FloatLanes256 left, FloatLanes256 right) => new() { _value = left._value ^ right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Create(float value) => new() { _value = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 CreateBits(int bits) => new() { _value = Vector256.Create(bits).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Load(ref readonly float source, nuint offset) => new() { _value = Vector256.LoadUnsafe(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLanes256 value, ref float destination, nuint offset) => value._value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 MultiplyAdd(FloatLanes256 a, FloatLanes256 b, FloatLanes256 c) =>
        new() { _value = Vector256.MultiplyAddEstimate(a._value, b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 MultiplyAdd(FloatLanes256 a, FloatLanes256 b, float c) =>
        new() { _value = Vector256.MultiplyAddEstimate(a._value, b._value, Vector256.Create(c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Max(FloatLanes256 left, FloatLanes256 right) => new() { _value = Vector256.Max(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Min(FloatLanes256 left, FloatLanes256 right) => new() { _value = Vector256.Min(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Abs(FloatLanes256 value) => new() { _value = Vector256.Abs(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Sqrt(FloatLanes256 value) => new() { _value = Vector256.Sqrt(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Floor(FloatLanes256 value) => new() { _value = Vector256.Floor(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Ceiling(FloatLanes256 value) => new() { _value = Vector256.Ceiling(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Round(FloatLanes256 value) => new() { _value = Vector256.Round(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Log(FloatLanes256 value) => new() { _value = Vector256.Log(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Sin(FloatLanes256 value) => new() { _value = Vector256.Sin(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Cos(FloatLanes256 value) => new() { _value = Vector256.Cos(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 LessThan(FloatLanes256 left, FloatLanes256 right) => new() { _value = Vector256.LessThan(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 EqualTo(FloatLanes256 left, FloatLanes256 right) => new() { _value = Vector256.Equals(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 Choose(FloatLanes256 mask, FloatLanes256 whenSet, FloatLanes256 whenClear) =>
        new() { _value = Vector256.ConditionalSelect(mask._value, whenSet._value, whenClear._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes256 PowerOfTwo(FloatLanes256 integral) =>
        new() { _value = ((Vector256.ConvertToInt32Native(integral._value) + Vector256.Create(127)) << 23).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumLanes(FloatLanes256 value) => Vector256.Sum(value._value);
}
