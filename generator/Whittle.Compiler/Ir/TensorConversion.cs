using System.Runtime.InteropServices;
using Whittle.Plan;

namespace Whittle.Compiler.Ir;

/// <summary>Conversion of constants between element types, through double.</summary>
internal static class TensorConversion
{
    public static double[] ToDoubles(Tensor tensor) => tensor.Element switch
    {
        ElementType.Float32 => Convert<float>(tensor, value => value),
        ElementType.Float64 => tensor.As<double>().ToArray(),
        ElementType.Float16 => Convert<ushort>(tensor, value => HalfBits.ToFloat(value)),
        ElementType.BFloat16 => Convert<ushort>(tensor, value => BitConverter.ToSingle(BitConverter.GetBytes((uint)value << 16), 0)),
        ElementType.Int8 or ElementType.Int4 => Convert<sbyte>(tensor, value => value),
        ElementType.UInt8 or ElementType.UInt4 => Convert<byte>(tensor, value => value),
        ElementType.Int16 => Convert<short>(tensor, value => value),
        ElementType.UInt16 => Convert<ushort>(tensor, value => value),
        ElementType.Int32 => Convert<int>(tensor, value => value),
        ElementType.UInt32 => Convert<uint>(tensor, value => value),
        ElementType.Int64 => Convert<long>(tensor, value => value),
        ElementType.UInt64 => Convert<ulong>(tensor, value => value),
        ElementType.Bool => Convert<byte>(tensor, value => value == 0 ? 0 : 1),
        _ => throw new NotSupportedException(tensor.Element.Name()),
    };

    public static Tensor FromDoubles(TensorType type, double[] values) => type.Element switch
    {
        ElementType.Float32 => Pack(type, values, value => (float)value),
        ElementType.Float64 => Pack(type, values, value => value),
        ElementType.Float16 => Pack(type, values, value => HalfBits.FromFloat((float)value)),
        ElementType.BFloat16 => Pack(type, values, value => HalfBits.BFloatFromFloat((float)value)),
        ElementType.Int8 or ElementType.Int4 => Pack(type, values, value => unchecked((sbyte)(long)value)),
        ElementType.UInt8 or ElementType.UInt4 => Pack(type, values, value => unchecked((byte)(long)value)),
        ElementType.Int16 => Pack(type, values, value => unchecked((short)(long)value)),
        ElementType.UInt16 => Pack(type, values, value => unchecked((ushort)(long)value)),
        ElementType.Int32 => Pack(type, values, value => unchecked((int)(long)value)),
        ElementType.UInt32 => Pack(type, values, value => unchecked((uint)(long)value)),
        ElementType.Int64 => Pack(type, values, value => unchecked((long)value)),
        ElementType.UInt64 => Pack(type, values, value => unchecked((ulong)value)),
        ElementType.Bool => Pack(type, values, value => (byte)(value == 0 ? 0 : 1)),
        _ => throw new NotSupportedException(type.Element.Name()),
    };

    public static Tensor FromIntegers(TensorType type, long[] values) => type.Element switch
    {
        ElementType.Int8 => Pack(type, values, value => unchecked((sbyte)value)),
        ElementType.UInt8 => Pack(type, values, value => unchecked((byte)value)),
        ElementType.Int16 => Pack(type, values, value => unchecked((short)value)),
        ElementType.UInt16 => Pack(type, values, value => unchecked((ushort)value)),
        ElementType.Int32 => Pack(type, values, value => unchecked((int)value)),
        ElementType.UInt32 => Pack(type, values, value => unchecked((uint)value)),
        ElementType.Int64 => Pack(type, values, value => value),
        ElementType.UInt64 => Pack(type, values, value => unchecked((ulong)value)),
        _ => FromDoubles(type, Array.ConvertAll(values, value => (double)value)),
    };

    private static double[] Convert<T>(Tensor tensor, Func<T, double> convert)
        where T : unmanaged => Array.ConvertAll(tensor.As<T>().ToArray(), value => convert(value));

    private static Tensor Pack<TValue, T>(TensorType type, TValue[] values, Func<TValue, T> convert)
        where T : unmanaged => new(type, MemoryMarshal.AsBytes<T>(Array.ConvertAll(values, value => convert(value))).ToArray());
}
