using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>16 floats in a 512-bit vector.</summary>
/// <remarks>The field is set by an initializer, not a constructor: a call less per operation in the JIT's budget for inlining, which long formulas
/// exhaust.</remarks>
public struct FloatLanes512 : IFloatLanes<FloatLanes512>
{
    private Vector512<float> _value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator +(FloatLanes512 left, FloatLanes512 right) => new() { _value = left._value + right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator -(FloatLanes512 left, FloatLanes512 right) => new() { _value = left._value - right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator -(FloatLanes512 value) => new() { _value = -value._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator *(FloatLanes512 left, FloatLanes512 right) => new() { _value = left._value * right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator /(FloatLanes512 left, FloatLanes512 right) => new() { _value = left._value / right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator &(FloatLanes512 left, FloatLanes512 right) => new() { _value = left._value & right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator |(FloatLanes512 left, FloatLanes512 right) => new() { _value = left._value | right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 operator ^(FloatLanes512 left, FloatLanes512 right) => new() { _value = left._value ^ right._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Create(float value) => new() { _value = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 CreateBits(int bits) => new() { _value = Vector512.Create(bits).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Load(ref readonly float source, nuint offset) => new() { _value = Vector512.LoadUnsafe(in source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLanes512 value, ref float destination, nuint offset) => value._value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 MultiplyAdd(FloatLanes512 a, FloatLanes512 b, FloatLanes512 c) =>
        new() { _value = Vector512.MultiplyAddEstimate(a._value, b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 MultiplyAdd(FloatLanes512 a, FloatLanes512 b, float c) =>
        new() { _value = Vector512.MultiplyAddEstimate(a._value, b._value, Vector512.Create(c)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Max(FloatLanes512 left, FloatLanes512 right) => new() { _value = Vector512.Max(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Min(FloatLanes512 left, FloatLanes512 right) => new() { _value = Vector512.Min(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Abs(FloatLanes512 value) => new() { _value = Vector512.Abs(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Sqrt(FloatLanes512 value) => new() { _value = Vector512.Sqrt(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Floor(FloatLanes512 value) => new() { _value = Vector512.Floor(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Ceiling(FloatLanes512 value) => new() { _value = Vector512.Ceiling(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Round(FloatLanes512 value) => new() { _value = Vector512.Round(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Log(FloatLanes512 value) => new() { _value = Vector512.Log(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Sin(FloatLanes512 value) => new() { _value = Vector512.Sin(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Cos(FloatLanes512 value) => new() { _value = Vector512.Cos(value._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 LessThan(FloatLanes512 left, FloatLanes512 right) => new() { _value = Vector512.LessThan(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 EqualTo(FloatLanes512 left, FloatLanes512 right) => new() { _value = Vector512.Equals(left._value, right._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 Choose(FloatLanes512 mask, FloatLanes512 whenSet, FloatLanes512 whenClear) =>
        new() { _value = Vector512.ConditionalSelect(mask._value, whenSet._value, whenClear._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLanes512 PowerOfTwo(FloatLanes512 integral) =>
        new() { _value = ((Vector512.ConvertToInt32Native(integral._value) + Vector512.Create(127)) << 23).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumLanes(FloatLanes512 value) => Vector512.Sum(value._value);
}
